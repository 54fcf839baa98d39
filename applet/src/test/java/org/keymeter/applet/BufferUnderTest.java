package org.keymeter.applet;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.SimpleRemapper;

/** {@link CommandBuffer} as it is compiled, but that it takes {@link PiecewiseApdu} for the Java Card API's own class, which is final. */
final class BufferUnderTest {
    private static final String API = "javacard/framework/APDU";

    private final Class<?> type;
    private final Object buffer;

    BufferUnderTest(short length) throws ReflectiveOperationException {
        type = new Loader().define(CommandBuffer.class);
        Constructor<?> constructor = type.getDeclaredConstructor(short.class);
        constructor.setAccessible(true);
        buffer = constructor.newInstance(length);
    }

    boolean receive(PiecewiseApdu apdu) throws ReflectiveOperationException {
        return (boolean) call("receive", new Class<?>[] {PiecewiseApdu.class}, apdu);
    }

    void send(PiecewiseApdu apdu, short length, short status) throws ReflectiveOperationException {
        call("send", new Class<?>[] {PiecewiseApdu.class, short.class, short.class}, apdu, length, status);
    }

    short length() {
        return (short) ask("length");
    }

    boolean isExtended() {
        return (boolean) ask("isExtended");
    }

    boolean wantsMore(PiecewiseApdu apdu) throws ReflectiveOperationException {
        return (boolean) call("wantsMore", new Class<?>[] {byte[].class}, apdu.getBuffer());
    }

    void sendMore(PiecewiseApdu apdu) throws ReflectiveOperationException {
        call("sendMore", new Class<?>[] {PiecewiseApdu.class}, apdu);
    }

    void clear() throws ReflectiveOperationException {
        call("clear", new Class<?>[0]);
    }

    byte[] bytes() {
        return field("bytes");
    }

    byte[] header() {
        return field("header");
    }

    private Object ask(String method) {
        try {
            return call(method, new Class<?>[0]);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private Object call(String name, Class<?>[] types, Object... arguments) throws ReflectiveOperationException {
        Method method = accessible(type.getDeclaredMethod(name, types));
        try {
            return method.invoke(buffer, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private byte[] field(String name) {
        try {
            Field field = accessible(type.getDeclaredField(name));
            return (byte[]) field.get(buffer);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static <T extends AccessibleObject> T accessible(T member) {
        member.setAccessible(true);
        return member;
    }

    private static final class Loader extends ClassLoader {
        Loader() {
            super(CommandBuffer.class.getClassLoader());
        }

        Class<?> define(Class<?> original) {
            try (InputStream in = original.getResourceAsStream(original.getSimpleName() + ".class")) {
                ClassWriter out = new ClassWriter(0);
                String substitute = PiecewiseApdu.class.getName().replace('.', '/');
                new ClassReader(in)
                        .accept(new ClassRemapper(out, new SimpleRemapper(Opcodes.ASM9, API, substitute)), 0);
                byte[] code = out.toByteArray();
                return defineClass(original.getName(), code, 0, code.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
