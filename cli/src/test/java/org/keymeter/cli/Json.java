package org.keymeter.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the JSON output says, as maps, lists, strings, longs, booleans and nulls. */
public final class Json {
    private Json() {}

    /** @param text one object and nothing behind it */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> parse(String text) {
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            parser.nextToken();
            Object value = read(parser);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("more than one value: " + text);
            }
            return (Map<String, Object>) value;
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    private static Object read(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> readObject(parser);
            case START_ARRAY -> readArray(parser);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case VALUE_NUMBER_INT -> parser.getLongValue();
            default -> parser.getText();
        };
    }

    private static Map<String, Object> readObject(JsonParser parser) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            members.put(name, read(parser));
        }
        return members;
    }

    private static List<Object> readArray(JsonParser parser) throws IOException {
        List<Object> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(read(parser));
        }
        return items;
    }

    /**
     * Adds the path of every member below, such as "keys[].slot", with its type: text, number, boolean, list, object, or
     * nothing if it was null so far. The paths of empty lists are added once more.
     */
    static void collect(String prefix, Object value, Map<String, String> types, Set<String> emptyLists) {
        if (value instanceof Map<?, ?> members) {
            members.forEach((name, member) -> {
                String path = prefix.isEmpty() ? name.toString() : prefix + "." + name;
                types.merge(path, type(member), (before, now) -> before.isEmpty() ? now : before);
                collect(path, member, types, emptyLists);
            });
        } else if (value instanceof List<?> items) {
            if (items.isEmpty()) {
                emptyLists.add(prefix);
            }
            items.forEach(item -> collect(prefix + "[]", item, types, emptyLists));
        }
    }

    private static String type(Object value) {
        if (value instanceof Map) {
            return "object";
        } else if (value instanceof List) {
            return "list";
        } else if (value instanceof Long) {
            return "number";
        } else if (value instanceof Boolean) {
            return "boolean";
        }
        return value == null ? "" : "text";
    }
}
