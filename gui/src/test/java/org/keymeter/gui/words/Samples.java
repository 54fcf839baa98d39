package org.keymeter.gui.words;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardException;
import org.keymeter.card.ChannelException;
import org.keymeter.card.CommandRefusedException;
import org.keymeter.card.DeviceIdentity;
import org.keymeter.card.DeviceKey;
import org.keymeter.card.GrantRefusedException;
import org.keymeter.card.MalformedResponseException;
import org.keymeter.card.NotAuthorisedException;
import org.keymeter.card.PinnedDevice;
import org.keymeter.card.UsesRefusedException.Limit;
import org.keymeter.card.UsesRefusedException.UsesLeft;
import org.keymeter.card.apdu.StatusWord;
import org.keymeter.protocol.Sw;

/** Exceptions of every class under {@link CardException}, made in every way they are made, with every constant. */
final class Samples {
    /** SPEC: SEC 2, section 2.4.2, G. */
    private static final ByteString POINT =
            ByteString.ofHex("046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
                    + "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5");

    private Samples() {}

    static Stream<CardException> all() {
        return leaves(CardException.class).flatMap(Samples::of);
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(Samples::leaves)
                : Stream.of(type);
    }

    private static Stream<CardException> of(Class<?> type) {
        List<Executable> ways = new ArrayList<>(Arrays.asList(type.getDeclaredConstructors()));
        for (Method method : type.getDeclaredMethods()) {
            if (Modifier.isStatic(method.getModifiers()) && method.getReturnType() == type) {
                ways.add(method);
            }
        }
        return ways.stream()
                .filter(way -> !way.isSynthetic())
                .filter(way -> Arrays.stream(way.getParameterTypes())
                                .filter(String.class::equals)
                                .count()
                        < 3)
                .flatMap(way -> arguments(way).map(arguments -> make(way, arguments)));
    }

    private static CardException make(Executable way, Object[] arguments) {
        try {
            way.setAccessible(true);
            return (CardException)
                    (way instanceof Constructor<?> made
                            ? made.newInstance(arguments)
                            : ((Method) way).invoke(null, arguments));
        } catch (ReflectiveOperationException e) {
            Throwable cause = e instanceof InvocationTargetException thrown ? thrown.getCause() : e;
            throw new IllegalStateException(way + " of " + Arrays.toString(arguments), cause);
        }
    }

    private static Stream<Object[]> arguments(Executable way) {
        List<Object[]> all = new ArrayList<>();
        all.add(new Object[0]);
        for (int i = 0; i < way.getParameterCount(); i++) {
            List<?> values = values(way, i);
            List<Object[]> longer = new ArrayList<>();
            for (Object[] before : all) {
                for (Object value : values) {
                    Object[] now = Arrays.copyOf(before, before.length + 1);
                    now[before.length] = value;
                    longer.add(now);
                }
            }
            all = longer;
        }
        return all.stream();
    }

    private static List<?> values(Executable way, int parameter) {
        Class<?> type = way.getParameterTypes()[parameter];
        if (type.isEnum()) {
            return Arrays.asList(type.getEnumConstants());
        } else if (type == String.class) {
            return texts(way.getDeclaringClass(), parameter);
        } else if (type == StatusWord.class) {
            return statusWords();
        } else if (type == int.class) {
            return List.of(1, 2);
        } else if (type == boolean.class) {
            return List.of(true, false);
        } else if (type == UsesLeft.class) {
            return Arrays.stream(Limit.values())
                    .map(limit -> new UsesLeft(limit, 1, 0, OptionalLong.empty(), OptionalInt.empty()))
                    .toList();
        } else if (type == DeviceIdentity.class) {
            return List.of(identity());
        } else if (type == PinnedDevice.class) {
            return List.of(pinned());
        } else if (type == Collection.class) {
            return List.of(List.of(pinned()));
        }
        return Collections.singletonList(null);
    }

    private static List<String> texts(Class<?> type, int parameter) {
        if (type == NotAuthorisedException.class || type == CommandRefusedException.class) {
            return operations();
        } else if (type == GrantRefusedException.class) {
            return List.of("");
        } else if (type == ChannelException.class) {
            return List.of("The card's answer carries no MAC.", "The card says that the channel is over (6985).");
        } else if (type == MalformedResponseException.class) {
            return parameter == 0
                    ? List.of("GET DATA 0101", "a pin file")
                    : List.of("ends after 3 of 16 bytes", "names slot 9", "has no Label");
        }
        throw new IllegalStateException("what texts does " + type + " take?");
    }

    /** Phrases of an enum that only the library sees. */
    private static List<String> operations() {
        try {
            Class<?> operation = Class.forName("org.keymeter.card.Operation");
            Method phrase = operation.getDeclaredMethod("phrase");
            phrase.setAccessible(true);
            List<String> phrases = new ArrayList<>();
            for (Object constant : operation.getEnumConstants()) {
                phrases.add((String) phrase.invoke(constant));
            }
            return phrases;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<StatusWord> statusWords() {
        List<StatusWord> words = new ArrayList<>(List.of(new StatusWord(0x63C0), new StatusWord(0x63C1)));
        for (Field constant : Sw.class.getDeclaredFields()) {
            try {
                constant.setAccessible(true);
                if (constant.getType() == short.class) {
                    words.add(StatusWord.of(constant.getShort(null)));
                }
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
        return words;
    }

    static DeviceIdentity identity() {
        try {
            return new DeviceIdentity(ByteString.of(new byte[16]), 1, DeviceKey.ofPoint(POINT));
        } catch (CardException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PinnedDevice pinned() {
        return new PinnedDevice(identity(), "Tresor", Instant.EPOCH, PinnedDevice.Trust.COMPARED);
    }
}
