"""``rota batch --scheduler`` on a real Dask cluster of processes on this machine, some of which are killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from rota.batch import cluster as door
from rota.batch.executors import NoCrewError
from tests.batch.clusters import LOOPBACK, Cluster, a_cluster
from tests.batch.councils import KILLS, councils, with_rules, with_two_faults
from tests.cli.terminals import read_all, read_until
from tests.cli.worlds import ROTA, STILL, a_large_council, change, files_in, run

pytestmark = [
    pytest.mark.full,
    pytest.mark.filterwarnings("ignore::DeprecationWarning:distributed", "ignore::ResourceWarning"),
]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A scheduler and two workers."""
    with a_cluster(tmp_path_factory.mktemp("cluster")) as made:
        yield made


def batch(top: Path, address: str, *more: str) -> subprocess.CompletedProcess[str]:
    """Runs the command in a process of its own."""
    command = [sys.executable, *ROTA, "batch", str(top), "--scheduler", address, *more]
    return subprocess.run(command, capture_output=True, text=True, check=False)


class Watched:
    """The command at work on a terminal, where its bar can be read."""

    def __init__(self, top: Path, address: str, *more: str) -> None:
        self.terminal, other_end = os.openpty()
        command = [sys.executable, *ROTA, "batch", str(top), "--scheduler", address, *more]
        self.process = subprocess.Popen(command, stdout=other_end, stderr=other_end)
        os.close(other_end)

    def until(self, shown: bytes) -> None:
        """Waits until this is shown."""
        read_until(self.terminal, shown)

    def end(self) -> tuple[int, str]:
        """The exit code, and what was shown from here on."""
        lines = read_all(self.terminal).decode().split("\r\n")
        shown = "\n".join(line.rstrip(" ") for line in lines)  # prose is as wide as the terminal
        os.close(self.terminal)
        return self.process.wait(), shown


def written(folder: Path) -> dict[str, bytes]:
    """The files of a council's rota: all but the receipt, which tells the seconds too."""
    return {name: content for name, content in files_in(folder).items() if name != "batch.json"}


@pytest.mark.slow
def test_a_worker_killed_mid_run_loses_nothing(cluster: Cluster, tmp_path: Path) -> None:
    """Six councils, one of which takes its worker a while: the worker that has it is killed as it works."""
    top = councils(tmp_path / "councils", *"abcde")
    a_large_council(top / "z")
    processes = cluster.processes()
    assert len(set(processes.values())) == 2
    running = Watched(top, cluster.address, "--work", "1")
    running.until(b"5/6")
    (busy,) = cluster.busy()
    os.kill(processes[busy], signal.SIGKILL)
    code, shown = running.end()
    assert code == 0
    assert "6 councils: all have a rota, 5 of them proven best.\n" in shown
    assert "Traceback" not in shown
    run("solve", top / "a", "--out", tmp_path / "small", "--work", "1")
    run("solve", top / "z", "--out", tmp_path / "large", "--work", "1")
    assert [written(top / "out" / name) for name in "abcde"] == [files_in(tmp_path / "small")] * 5
    assert written(top / "out" / "z") == files_in(tmp_path / "large")
    assert cluster.processes().values() != processes.values()


@pytest.mark.slow
def test_it_continues_what_processes_began_and_they_what_it_began(cluster: Cluster, tmp_path: Path) -> None:
    top = councils(tmp_path, "a", "b")
    assert run("batch", top).exit_code == 0
    with_two_faults(top / "b")
    on_cluster = batch(top, cluster.address)
    assert (on_cluster.returncode, on_cluster.stderr) == (1, "")
    assert "1 was finished before" in on_cluster.stdout
    assert "b: 2 faults, the first: absences.csv, row 3" in on_cluster.stdout
    assert "2 were finished before" in run("batch", top).stdout


@pytest.mark.slow
def test_a_council_that_kills_its_workers_ends_no_other(cluster: Cluster, tmp_path: Path) -> None:
    """The scheduler of these tests gives a council up once it has cost two workers their lives."""
    top = councils(tmp_path, "a", "b", "c")
    with_rules(top / "b", KILLS)
    said = batch(top, cluster.address, "--own-rules")
    assert (said.returncode, said.stderr) == (1, "")
    assert said.stdout.startswith("3 councils: 2 have a rota, all of them proven best.\n")
    assert "b: The cluster could not draw it: KilledWorker: " in said.stdout


@pytest.mark.slow
def test_ctrl_c_stops_promptly(cluster: Cluster, tmp_path: Path) -> None:
    top = councils(tmp_path, "a")
    for name in ("x", "y", "z"):
        change(a_large_council(top / name) / "rota.toml", "Largeshire", name)
    running = Watched(top, cluster.address, "--work", "2")
    running.until(b"1/4")
    running.process.send_signal(signal.SIGINT)
    code, shown = running.end()
    assert code == 2
    assert shown.endswith("Finished: a.\nStopped before the end, with 1 of 4 finished; the same command continues.\n")
    assert "Traceback" not in shown


@pytest.mark.slow
def test_a_scheduler_that_ends_mid_run_is_said(tmp_path: Path) -> None:
    """More councils than are given to a cluster at once, so that some could not be given to it any more."""
    top = councils(tmp_path / "councils", "a")
    for number in range(door.LEAST_PLACES + 2):
        (top / f"b{number}").symlink_to(a_large_council(top / "z") if not number else top / "z")
    with a_cluster(tmp_path, workers=1) as short_lived:
        running = Watched(top, short_lived.address)
        running.until(b"1/36")
        short_lived.scheduler.kill()
        code, shown = running.end()
    assert code == 1
    assert "36 councils: 1 has a rota, proven best.\n" in shown
    assert "Give the same command again when the cluster is well." in " ".join(shown.split())
    assert "Traceback" not in shown
    assert [path.name for path in (top / "out").iterdir()] == ["a"]


@pytest.mark.slow
def test_without_a_worker_it_says_so_and_waits(tmp_path: Path) -> None:
    with a_cluster(tmp_path, workers=0) as idle:
        running = Watched(councils(tmp_path / "councils", "a"), idle.address)
        running.until(f"There is no worker at {idle.address}: start some with 'dask worker ".encode())
        running.process.send_signal(signal.SIGINT)
        assert running.end()[0] == 2


def test_councils_are_drawn_on_a_cluster_as_here(tmp_path: Path) -> None:
    """A scheduler and a worker within this process; the tests above begin real ones and kill them."""
    from distributed import LocalCluster

    top = councils(tmp_path / "councils", "a", "b")
    with_two_faults(top / "b")
    one = {"n_workers": 1, "threads_per_worker": 1, "processes": False, "dashboard_address": None}
    with LocalCluster(host=LOOPBACK, protocol="tcp", **one) as made:
        result = run("batch", top, "--scheduler", made.scheduler_address)
    assert (result.exit_code, result.stderr) == (1, "")
    assert "b: 2 faults, the first: absences.csv, row 3" in result.stdout
    run("solve", top / "a", "--out", tmp_path / "small")
    assert written(top / "out" / "a") == files_in(tmp_path / "small")


def test_without_dask_it_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    result = run("batch", councils(tmp_path, "a"), "--scheduler", "tcp://127.0.0.1:8786")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "--scheduler needs Dask, which is not installed. Install it with: pip install 'rota[cluster]'\n"
    )
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("address", ["nonsense", "tcp://", "", "tcp://127.0.0.1", "tcp://a b:1"])
def test_what_is_no_address_is_said(address: str) -> None:
    with pytest.raises(NoCrewError, match=r"is not a scheduler's address. Write it like tcp://127.0.0.1:8786."):
        door.on_cluster(address).__enter__()


def test_a_scheduler_that_does_not_answer_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "ANSWER_SECONDS", 1)
    result = run("batch", councils(tmp_path, "a"), "--scheduler", "tcp://127.0.0.1:1")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("No Dask scheduler answers at tcp://127.0.0.1:1 (")
    assert "Start one with 'dask scheduler'" in result.stderr


def test_a_pipe_gets_the_answer_alone_and_dask_is_not_imported_unless_it_is_asked_for(
    tmp_path: Path,
) -> None:
    code = f"""
{STILL}
from rota.cli import main
try:
    main(["batch", {str(councils(tmp_path, "a"))!r}])
finally:
    print(*sorted({{"dask", "distributed"}} & set(sys.modules)), file=sys.stderr)
"""
    asked = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert asked.stderr == "\n"
    assert asked.stdout.startswith("1 council: 1 has a rota, proven best.\n")
