package org.keymeter.gui.history;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.keymeter.card.ByteString;

/** Values in columns; whatever does not fit them is an error of the database, as damage is. */
final class Columns {
    private static final String SEPARATOR = ",";

    private Columns() {}

    static <E extends Enum<E>> E constant(Class<E> type, String name) throws SQLException {
        try {
            return Enum.valueOf(type, name);
        } catch (IllegalArgumentException | NullPointerException unknown) {
            throw new SQLException("unknown " + type.getSimpleName(), unknown);
        }
    }

    static String list(Collection<?> values) {
        return values.stream().map(Object::toString).sorted().collect(Collectors.joining(SEPARATOR));
    }

    static <E extends Enum<E>> Set<E> constants(Class<E> type, String names) throws SQLException {
        Set<E> values = EnumSet.noneOf(type);
        for (String name : split(names)) {
            values.add(constant(type, name));
        }
        return values;
    }

    static Set<Integer> numbers(String list) throws SQLException {
        Set<Integer> values = new TreeSet<>();
        try {
            for (String number : split(list)) {
                values.add(Integer.valueOf(number));
            }
        } catch (NumberFormatException damaged) {
            throw new SQLException("no list of numbers", damaged);
        }
        return values;
    }

    private static Collection<String> split(String list) {
        return list.isEmpty() ? Set.of() : Arrays.asList(list.split(SEPARATOR));
    }

    static void set(PreparedStatement statement, int index, OptionalLong value) throws SQLException {
        if (value.isPresent()) {
            statement.setLong(index, value.getAsLong());
        } else {
            statement.setNull(index, Types.INTEGER);
        }
    }

    /** Not null, as no such column is in a file that is whole. */
    static ByteString bytes(ResultSet result, int column) throws SQLException {
        return ByteString.of(present(result.getBytes(column)));
    }

    static ByteString bytes(ResultSet result, String column) throws SQLException {
        return ByteString.of(present(result.getBytes(column)));
    }

    static String text(ResultSet result, int column) throws SQLException {
        return present(result.getString(column));
    }

    static String text(ResultSet result, String column) throws SQLException {
        return present(result.getString(column));
    }

    private static <T> T present(T value) throws SQLException {
        if (value == null) {
            throw new SQLException("a value is missing");
        }
        return value;
    }

    static OptionalLong number(ResultSet result, String column) throws SQLException {
        long value = result.getLong(column);
        return result.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
