package org.keymeter.simulator.counting;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import javacard.framework.Applet;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Loads an applet, and all of its package, with its instructions counted. */
public final class CountedApplet extends ClassLoader {
    private final String packagePrefix;

    private CountedApplet(Class<?> applet) {
        super(applet.getClassLoader());
        packagePrefix = applet.getPackageName() + ".";
    }

    /** The same applet, which tells {@link Recorder} what it does. */
    public static Class<? extends Applet> of(Class<? extends Applet> applet) {
        try {
            return new CountedApplet(applet).loadClass(applet.getName()).asSubclass(Applet.class);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(packagePrefix) || name.indexOf('.', packagePrefix.length()) >= 0) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded == null) {
                byte[] bytes = instrument(name);
                loaded = defineClass(name, bytes, 0, bytes.length);
            }
            return loaded;
        }
    }

    private byte[] instrument(String name) throws ClassNotFoundException {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            ClassReader reader = new ClassReader(in);
            ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
            reader.accept(new Instrumentation(writer, reader.getClassName()), ClassReader.SKIP_DEBUG);
            return writer.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Instrumentation extends ClassVisitor {
        private final String owner;
        private final String part;

        Instrumentation(ClassVisitor next, String owner) {
            super(Opcodes.ASM9, next);
            this.owner = owner;
            part = owner.substring(owner.lastIndexOf('/') + 1);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
            if (name.equals("<clinit>")) {
                // On a card, constant arrays are part of the applet as it is loaded.
                return next;
            }
            return new CountingMethod(
                    PlainLengths.around(next, owner, name, descriptor), Recorder.part(part), part + "." + name);
        }
    }
}
