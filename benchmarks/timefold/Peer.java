import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.lookup.PlanningId;
import ai.timefold.solver.core.api.domain.solution.PlanningEntityCollectionProperty;
import ai.timefold.solver.core.api.domain.solution.PlanningScore;
import ai.timefold.solver.core.api.domain.solution.PlanningSolution;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeProvider;
import ai.timefold.solver.core.api.domain.variable.PlanningVariable;
import ai.timefold.solver.core.api.score.buildin.hardsoftlong.HardSoftLongScore;
import ai.timefold.solver.core.api.solver.Solver;
import ai.timefold.solver.core.api.solver.SolverFactory;
import ai.timefold.solver.core.config.score.director.ScoreDirectorFactoryConfig;
import ai.timefold.solver.core.config.solver.EnvironmentMode;
import ai.timefold.solver.core.config.solver.SolverConfig;
import ai.timefold.solver.core.config.solver.termination.TerminationConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;

/**
 * Timefold on one of our problems: java Peer FLAT.json SECONDS OUT.jsonl
 *
 * The slot of each visit and the member of each seat are planning variables; phases, moves and acceptance are
 * Timefold's own defaults. Seconds run from the start of solving: the start of Java and reading do not count.
 */
public final class Peer {
    /** Bests closer together than this are one, at the later time: writing them must not slow the search. */
    static final long TICK = 20_000_000L;

    /** Values to choose from, with a quick look whether one is among them, which swaps ask for. */
    static final class Choice extends AbstractList<Integer> implements RandomAccess {
        private final Integer[] values;
        private final boolean[] has;

        Choice(int[] values, int most, boolean nobody) {
            this.values = new Integer[values.length + (nobody ? 1 : 0)];
            has = new boolean[most + 1];
            for (int index = 0; index < values.length; index++) {
                this.values[index] = values[index];
                has[values[index] + 1] = true;
            }
            if (nobody) {
                this.values[values.length] = -1;
                has[0] = true;
            }
        }

        @Override
        public Integer get(int index) {
            return values[index];
        }

        @Override
        public int size() {
            return values.length;
        }

        @Override
        public boolean contains(Object one) {
            return one instanceof Integer value && has[value + 1];
        }
    }

    /** A visit, whose slot is to be found. */
    @PlanningEntity
    public static class Visit {
        @PlanningId public int id;
        List<Integer> slots;
        @PlanningVariable(valueRangeProviderRefs = "slots") public Integer slot;

        public Visit() {}

        @ValueRangeProvider(id = "slots")
        public List<Integer> getSlots() {
            return slots;
        }
    }

    /** A seat on a visit, whose member is to be found; -1 leaves a seat empty that may be. */
    @PlanningEntity
    public static class Seat {
        @PlanningId public int id;
        int visit;
        List<Integer> members;
        @PlanningVariable(valueRangeProviderRefs = "members") public Integer member;

        public Seat() {}

        @ValueRangeProvider(id = "members")
        public List<Integer> getMembers() {
            return members;
        }
    }

    /** A rota in the making. */
    @PlanningSolution
    public static class Plan {
        Tables tables;
        @PlanningEntityCollectionProperty public List<Visit> visits = new ArrayList<>();
        @PlanningEntityCollectionProperty public List<Seat> seats = new ArrayList<>();
        @PlanningScore public HardSoftLongScore score;

        public Plan() {}

        Plan(Tables tables) {
            this.tables = tables;
            for (int number = 0; number < tables.visits; number++) {
                Visit visit = new Visit();
                visit.id = number;
                visit.slots = new Choice(tables.slotsOf[number], tables.slots, false);
                visits.add(visit);
                for (int place = 0; place < tables.seats[number]; place++) addSeat(number);
            }
        }

        private void addSeat(int visit) {
            Seat seat = new Seat();
            seat.id = seats.size();
            seat.visit = visit;
            seat.members = new Choice(tables.membersOf[visit], tables.members, tables.optional[seat.id]);
            seats.add(seat);
        }
    }

    /** A best so far: when, what it costs, and what it is. */
    record Best(long nanos, long points, int[] slots, int[] members) {}

    public static void main(String[] words) throws Exception {
        Tables tables = Tables.read(Path.of(words[0]));
        long millis = Math.round(1000 * Double.parseDouble(words[1]));
        SolverConfig config =
                new SolverConfig()
                        .withSolutionClass(Plan.class)
                        .withEntityClasses(Visit.class, Seat.class)
                        .withEnvironmentMode(EnvironmentMode.NO_ASSERT)
                        .withRandomSeed(0L)
                        .withTerminationConfig(new TerminationConfig().withSpentLimit(Duration.ofMillis(millis)));
        config.setScoreDirectorFactoryConfig(
                new ScoreDirectorFactoryConfig().withIncrementalScoreCalculatorClass(Points.class));
        Solver<Plan> solver = SolverFactory.<Plan>create(config).buildSolver();
        Plan plan = new Plan(tables);
        List<Best> bests = new ArrayList<>();
        long began = System.nanoTime();
        solver.addEventListener(event -> note(bests, event.getNewBestSolution(), System.nanoTime() - began));
        solver.solve(plan);
        long ended = System.nanoTime() - began;
        try (PrintWriter out = new PrintWriter(words[2])) {
            for (Best best : bests) out.println(line(best, tables));
            out.printf("{\"ended\": %.3f, \"calculations\": %d}%n", ended / 1e9, Points.calculations);
        }
    }

    private static void note(List<Best> bests, Plan plan, long nanos) {
        if (plan.score.hardScore() < 0) return;
        int[] slots = plan.visits.stream().mapToInt(visit -> visit.slot).toArray();
        int[] members = plan.seats.stream().mapToInt(seat -> seat.member).toArray();
        Best best = new Best(nanos, -plan.score.softScore(), slots, members);
        int last = bests.size() - 1;
        if (last > 0 && nanos - bests.get(last - 1).nanos() < TICK) bests.set(last, best);
        else bests.add(best);
    }

    private static String line(Best best, Tables tables) {
        StringBuilder text = new StringBuilder();
        text.append(String.format("{\"seconds\": %.3f, \"value\": %d, \"slots\": [", best.nanos / 1e9, best.points));
        for (int visit = 0; visit < tables.visits; visit++) text.append(visit > 0 ? ", " : "").append(best.slots[visit]);
        text.append("], \"groups\": [");
        int seat = 0;
        for (int visit = 0; visit < tables.visits; visit++) {
            text.append(visit > 0 ? ", [" : "[");
            boolean first = true;
            for (int place = 0; place < tables.seats[visit]; place++, seat++) {
                if (best.members[seat] < 0) continue;
                text.append(first ? "" : ", ").append(best.members[seat]);
                first = false;
            }
            text.append("]");
        }
        return text.append("]}").toString();
    }
}
