package org.keymeter.simulator.silicon;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.UnaryOperator;
import javacard.framework.Applet;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Loads an applet, and all of its package, with its writes and allocations turned into calls of the card's memory. */
public final class SiliconApplet extends ClassLoader {
    /**
     * Runs applets as they are compiled, on a memory that is kinder than silicon: for tools that change classes of the
     * program's own loader while it runs, which copies would not show.
     */
    private static final boolean AS_COMPILED = Boolean.getBoolean("keymeter.applet.asCompiled");

    /** All cards of a process share what they run, as they share no state by it: static fields are refused. */
    private static final ClassValue<Class<? extends Applet>> LOADED = new ClassValue<>() {
        @Override
        protected Class<? extends Applet> computeValue(Class<?> applet) {
            return of(applet.asSubclass(Applet.class), UnaryOperator.identity());
        }
    };

    private final String packagePrefix;
    private final UnaryOperator<ClassVisitor> front;

    private SiliconApplet(Class<?> applet, UnaryOperator<ClassVisitor> front) {
        super(applet.getClassLoader());
        this.front = front;
        packagePrefix = applet.getPackageName() + ".";
    }

    /** The same applet as it runs on silicon; one that is that already, itself. */
    public static Class<? extends Applet> of(Class<? extends Applet> applet) {
        return AS_COMPILED || applet.getClassLoader() instanceof SiliconApplet ? applet : LOADED.get(applet);
    }

    /**
     * The same applet as it runs on silicon.
     *
     * @param front puts before the visitor that rewrites for silicon one that sees the code as it is on the card
     */
    public static Class<? extends Applet> of(Class<? extends Applet> applet, UnaryOperator<ClassVisitor> front) {
        try {
            return new SiliconApplet(applet, front).loadClass(applet.getName()).asSubclass(Applet.class);
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
                byte[] bytes = rewrite(name);
                loaded = defineClass(name, bytes, 0, bytes.length);
            }
            return loaded;
        }
    }

    private byte[] rewrite(String name) throws ClassNotFoundException {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            ClassReader reader = new ClassReader(in);
            ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
            reader.accept(front.apply(new Rewriting(writer)), 0);
            return writer.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Rewriting extends ClassVisitor {
        private String owner;

        Rewriting(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visit(
                int version, int access, String name, String signature, String superName, String[] interfaces) {
            owner = name;
            super.visit(version, access, name, signature, superName, interfaces);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
            // On a card, constant arrays are part of the applet as it is loaded.
            return name.equals("<clinit>") ? next : new SiliconMethod(next, owner + "." + name);
        }
    }
}
