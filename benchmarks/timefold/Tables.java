import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The flat tables of a problem, as benchmarks/peers/flat.py writes them. Whole numbers throughout. */
final class Tables {
    /** What a count costs: points in a table from a first count on, and least and most, which are musts. */
    record Curve(long least, long most, long first, long[] table) {
        long points(long count) {
            long index = Math.max(0, Math.min(count - first, table.length - 1));
            return table.length == 0 ? 0 : table[(int) index];
        }

        long broken(long count) {
            return Math.max(0, least - count) + Math.max(0, count - most);
        }
    }

    /** Counters side by side: a place of a member on a visit counts in cell row + column, unless either is -1. */
    record Family(int[] row, int[] column, long[] weight, Curve[] cells) {}

    /** Visits that must, or had better, lie apart: from a slot, those from low up to but not with high are too close. */
    record Gap(int[] visits, boolean[] has, int[] low, int[] high, boolean shared, boolean[] binds, long points) {
        boolean close(int one, int other) {
            return low[one] <= other && other < high[one];
        }
    }

    /** How many of these visits fall in these slots. */
    record Throng(boolean[] visits, boolean[] slots, Curve curve) {}

    static final long MUST = -1;

    int members;
    int visits;
    int slots;
    int[][] slotsOf;
    int[][] membersOf;
    int[] seats;
    boolean[] optional;
    int[] layer;
    boolean[][][] free;
    long[][][] timePrice;
    long[][] placePrice;
    long[][] visitPrice;
    Family[] families;
    Gap[] gaps;
    Throng[] throngs;

    static Tables read(Path path) throws Exception {
        return new Tables(new Json(Files.readString(path)).map());
    }

    private Tables(Map<String, Object> flat) {
        members = (int) number(flat, "members");
        visits = (int) number(flat, "visits");
        slots = (int) number(flat, "slots");
        slotsOf = ints2(flat.get("slots_of"));
        membersOf = ints2(flat.get("members_of"));
        seats = ints(flat.get("seats"));
        optional = flags(flat.get("optional"));
        layer = ints(flat.get("layer"));
        free = list(flat.get("free")).stream().map(Tables::flags2).toArray(boolean[][][]::new);
        timePrice = list(flat.get("time_price")).stream().map(Tables::longs2).toArray(long[][][]::new);
        placePrice = longs2(flat.get("place_price"));
        visitPrice = longs2(flat.get("visit_price"));
        families = list(flat.get("families")).stream().map(Tables::family).toArray(Family[]::new);
        List<Object> reaches = list(flat.get("reaches"));
        gaps = list(flat.get("gaps")).stream().map(gap -> gap(gap, reaches)).toArray(Gap[]::new);
        throngs = list(flat.get("throngs")).stream().map(Tables::throng).toArray(Throng[]::new);
    }

    private static Family family(Object value) {
        Map<String, Object> one = map(value);
        Curve[] cells = list(one.get("cells")).stream().map(Tables::curve).toArray(Curve[]::new);
        return new Family(ints(one.get("row")), ints(one.get("column")), longs(one.get("weight")), cells);
    }

    private static Curve curve(Object value) {
        Map<String, Object> one = map(value);
        return new Curve(number(one, "least"), number(one, "most"), number(one, "first"), longs(one.get("table")));
    }

    private Gap gap(Object value, List<Object> reaches) {
        Map<String, Object> one = map(value);
        Map<String, Object> reach = map(reaches.get((int) number(one, "reach")));
        int[] chosen = ints(one.get("visits"));
        boolean[] has = new boolean[visits];
        for (int visit : chosen) has[visit] = true;
        boolean[] binds = flags(one.get("members"));
        boolean shared = number(one, "shared") == 1;
        return new Gap(chosen, has, ints(reach.get("low")), ints(reach.get("high")), shared, binds, number(one, "points"));
    }

    private static Throng throng(Object value) {
        Map<String, Object> one = map(value);
        return new Throng(flags(one.get("visits")), flags(one.get("slots")), curve(one.get("curve")));
    }

    private static long number(Map<String, Object> from, String name) {
        return (Long) from.get(name);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object value) {
        return value instanceof long[] none && none.length == 0 ? List.of() : (List<Object>) value;
    }

    private static long[] longs(Object value) {
        return (long[]) value;
    }

    private static int[] ints(Object value) {
        return Arrays.stream(longs(value)).mapToInt(Math::toIntExact).toArray();
    }

    private static long[][] longs2(Object value) {
        return list(value).stream().map(Tables::longs).toArray(long[][]::new);
    }

    private static int[][] ints2(Object value) {
        return list(value).stream().map(Tables::ints).toArray(int[][]::new);
    }

    private static boolean[][] flags2(Object value) {
        return list(value).stream().map(Tables::flags).toArray(boolean[][]::new);
    }

    /** A text of 0 and 1. */
    private static boolean[] flags(Object value) {
        String text = (String) value;
        boolean[] result = new boolean[text.length()];
        for (int i = 0; i < result.length; i++) result[i] = text.charAt(i) == '1';
        return result;
    }

    /** Just enough JSON: objects, lists, lists of whole numbers as arrays, whole numbers, plain texts. */
    private static final class Json {
        private final String text;
        private int at;

        Json(String text) {
            this.text = text;
        }

        Map<String, Object> map() {
            Map<String, Object> result = new HashMap<>();
            at = text.indexOf('{', at) + 1;
            while (peek() != '}') {
                String name = (String) value();
                at = text.indexOf(':', at) + 1;
                result.put(name, value());
            }
            at++;
            return result;
        }

        private Object value() {
            char next = peek();
            if (next == '{') return map();
            if (next == '"') {
                int end = text.indexOf('"', at + 1);
                String found = text.substring(at + 1, end);
                at = end + 1;
                return found;
            }
            return next == '[' ? listed() : (Object) number();
        }

        private Object listed() {
            at++;
            char next = peek();
            if (next == '-' || Character.isDigit(next) || next == ']') return numbers();
            List<Object> result = new ArrayList<>();
            while (peek() != ']') result.add(value());
            at++;
            return result;
        }

        private long[] numbers() {
            long[] result = new long[16];
            int count = 0;
            while (peek() != ']') {
                if (count == result.length) result = Arrays.copyOf(result, 2 * count);
                result[count++] = number();
            }
            at++;
            return Arrays.copyOf(result, count);
        }

        private long number() {
            int end = at + 1;
            while (end < text.length() && Character.isDigit(text.charAt(end))) end++;
            long found = Long.parseLong(text, at, end, 10);
            at = end;
            return found;
        }

        private char peek() {
            while (text.charAt(at) == ',' || Character.isWhitespace(text.charAt(at))) at++;
            return text.charAt(at);
        }
    }
}
