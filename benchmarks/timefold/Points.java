import ai.timefold.solver.core.api.score.buildin.hardsoftlong.HardSoftLongScore;
import ai.timefold.solver.core.api.score.calculator.IncrementalScoreCalculator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a plan costs, kept up to date change by change: the same numbers as rota/solving/draft.py's measure.
 *
 * Hard is how much musts are broken by, soft the points, both below zero. It is Timefold's fastest way to score;
 * constraint streams over the same tables would ask for a dozen joins and groupings for each place.
 */
public final class Points implements IncrementalScoreCalculator<Peer.Plan, HardSoftLongScore> {
    static volatile long calculations;

    private Tables tables;
    private long broken;
    private long points;
    private int[] slot;
    private byte[][] times;
    private int[][] visitsOf;
    private int[] visitsOfCount;
    private int[][] membersOn;
    private int[] membersOnCount;
    private long[][] counts;
    private long[] throngCounts;
    private int[][] throngsAt;
    private Tables.Gap[][] plainGaps;
    private Tables.Gap[] sharedGaps;

    @Override
    public void resetWorkingSolution(Peer.Plan plan) {
        tables = plan.tables;
        broken = 0;
        points = 0;
        slot = new int[tables.visits];
        Arrays.fill(slot, -1);
        times = new byte[tables.members][tables.visits];
        visitsOf = new int[tables.members][8];
        visitsOfCount = new int[tables.members];
        membersOn = new int[tables.visits][4];
        membersOnCount = new int[tables.visits];
        counts = new long[tables.families.length][];
        for (int family = 0; family < counts.length; family++) {
            counts[family] = new long[tables.families[family].cells().length];
            for (Tables.Curve cell : tables.families[family].cells()) price(cell, 0, 1);
        }
        throngCounts = new long[tables.throngs.length];
        for (Tables.Throng throng : tables.throngs) price(throng.curve(), 0, 1);
        throngsAt = new int[tables.slots][];
        for (int at = 0; at < tables.slots; at++) throngsAt[at] = throngsAt(at);
        sharedGaps = Arrays.stream(tables.gaps).filter(Tables.Gap::shared).toArray(Tables.Gap[]::new);
        plainGaps = new Tables.Gap[tables.visits][];
        for (int visit = 0; visit < tables.visits; visit++) plainGaps[visit] = plainGaps(visit);
        for (Peer.Visit visit : plan.visits) place(visit);
        for (Peer.Seat seat : plan.seats) sit(seat);
    }

    private int[] throngsAt(int at) {
        List<Integer> found = new ArrayList<>();
        for (int number = 0; number < tables.throngs.length; number++)
            if (tables.throngs[number].slots()[at]) found.add(number);
        return found.stream().mapToInt(Integer::intValue).toArray();
    }

    private Tables.Gap[] plainGaps(int visit) {
        return Arrays.stream(tables.gaps).filter(gap -> !gap.shared() && gap.has()[visit]).toArray(Tables.Gap[]::new);
    }

    @Override
    public void beforeVariableChanged(Object entity, String variable) {
        if (entity instanceof Peer.Visit visit) lift(visit);
        else rise((Peer.Seat) entity);
    }

    @Override
    public void afterVariableChanged(Object entity, String variable) {
        if (entity instanceof Peer.Visit visit) place(visit);
        else sit((Peer.Seat) entity);
    }

    @Override
    public void beforeEntityAdded(Object entity) {}

    @Override
    public void afterEntityAdded(Object entity) {
        afterVariableChanged(entity, "");
    }

    @Override
    public void beforeEntityRemoved(Object entity) {
        beforeVariableChanged(entity, "");
    }

    @Override
    public void afterEntityRemoved(Object entity) {}

    @Override
    public HardSoftLongScore calculateScore() {
        calculations++;
        return HardSoftLongScore.of(-broken, -points);
    }

    // A visit comes to a slot or leaves it: its own price, throngs, gaps, and what its members' places cost there.

    private void place(Peer.Visit visit) {
        if (visit.slot == null) return;
        slot[visit.id] = visit.slot;
        timed(visit.id, 1);
    }

    private void lift(Peer.Visit visit) {
        if (visit.slot == null) return;
        timed(visit.id, -1);
        slot[visit.id] = -1;
    }

    private void timed(int visit, int sign) {
        int at = slot[visit];
        points += sign * tables.visitPrice[visit][at];
        for (int number : throngsAt[at]) {
            Tables.Throng throng = tables.throngs[number];
            if (throng.visits()[visit]) {
                price(throng.curve(), throngCounts[number], -1);
                throngCounts[number] += sign;
                price(throng.curve(), throngCounts[number], 1);
            }
        }
        for (Tables.Gap gap : plainGaps[visit])
            for (int other : gap.visits())
                if (other != visit && slot[other] >= 0 && gap.close(at, slot[other])) charge(gap, sign);
        for (int index = 0; index < membersOnCount[visit]; index++) {
            int member = membersOn[visit][index];
            there(member, visit, sign * times[member][visit]);
            apart(member, visit, sign);
        }
    }

    // A member takes a seat or leaves it. Two seats of one visit for one member are a must broken.

    private void sit(Peer.Seat seat) {
        if (seat.member == null || seat.member < 0) return;
        int member = seat.member;
        int visit = seat.visit;
        counted(member, visit, 1);
        if (times[member][visit]++ > 0) {
            broken++;
        } else {
            if (visitsOfCount[member] == visitsOf[member].length)
                visitsOf[member] = Arrays.copyOf(visitsOf[member], 2 * visitsOf[member].length);
            visitsOf[member][visitsOfCount[member]++] = visit;
            if (membersOnCount[visit] == membersOn[visit].length)
                membersOn[visit] = Arrays.copyOf(membersOn[visit], 2 * membersOn[visit].length);
            membersOn[visit][membersOnCount[visit]++] = member;
            if (slot[visit] >= 0) apart(member, visit, 1);
        }
        if (slot[visit] >= 0) there(member, visit, 1);
    }

    private void rise(Peer.Seat seat) {
        if (seat.member == null || seat.member < 0) return;
        int member = seat.member;
        int visit = seat.visit;
        counted(member, visit, -1);
        if (slot[visit] >= 0) there(member, visit, -1);
        if (--times[member][visit] > 0) {
            broken--;
        } else {
            if (slot[visit] >= 0) apart(member, visit, -1);
            visitsOfCount[member] = without(visitsOf[member], visitsOfCount[member], visit);
            membersOnCount[visit] = without(membersOn[visit], membersOnCount[visit], member);
        }
    }

    private static int without(int[] listed, int count, int one) {
        int index = 0;
        while (listed[index] != one) index++;
        listed[index] = listed[count - 1];
        return count - 1;
    }

    private void there(int member, int visit, int sign) {
        int layer = tables.layer[visit];
        if (!tables.free[layer][member][slot[visit]]) broken += sign;
        points += sign * tables.timePrice[layer][member][slot[visit]];
    }

    private void counted(int member, int visit, int sign) {
        points += sign * tables.placePrice[member][visit];
        for (int number = 0; number < counts.length; number++) {
            Tables.Family family = tables.families[number];
            int row = family.row()[member];
            int column = family.column()[visit];
            if (row < 0 || column < 0) continue;
            Tables.Curve cell = family.cells()[row + column];
            long before = counts[number][row + column];
            price(cell, before, -1);
            counts[number][row + column] = before + sign * family.weight()[member];
            price(cell, counts[number][row + column], 1);
        }
    }

    private void apart(int member, int visit, int sign) {
        for (int index = 0; index < visitsOfCount[member]; index++) {
            int other = visitsOf[member][index];
            if (other == visit || slot[other] < 0) continue;
            for (Tables.Gap gap : sharedGaps)
                if (gap.close(slot[visit], slot[other]) && gap.has()[visit] && gap.has()[other] && gap.binds()[member])
                    charge(gap, sign);
        }
    }

    private void charge(Tables.Gap gap, int sign) {
        if (gap.points() == Tables.MUST) broken += sign;
        else points += sign * gap.points();
    }

    private void price(Tables.Curve curve, long count, int sign) {
        broken += sign * curve.broken(count);
        points += sign * curve.points(count);
    }
}
