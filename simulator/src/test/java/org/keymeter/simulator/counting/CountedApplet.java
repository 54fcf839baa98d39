package org.keymeter.simulator.counting;

import javacard.framework.Applet;
import org.keymeter.simulator.silicon.SiliconApplet;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** An applet, and all of its package, loaded as the simulated card loads it and with its instructions counted. */
final class CountedApplet {
    private CountedApplet() {}

    /** The same applet, which tells {@link Recorder} what it does. */
    static Class<? extends Applet> of(Class<? extends Applet> applet) {
        return SiliconApplet.of(applet, Instrumentation::new);
    }

    private static final class Instrumentation extends ClassVisitor {
        private String owner;
        private String part;

        Instrumentation(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visit(
                int version, int access, String name, String signature, String superName, String[] interfaces) {
            owner = name;
            part = owner.substring(owner.lastIndexOf('/') + 1);
            super.visit(version, access, name, signature, superName, interfaces);
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
