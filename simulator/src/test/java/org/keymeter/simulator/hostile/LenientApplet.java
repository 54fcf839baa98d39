package org.keymeter.simulator.hostile;

import javacard.framework.Applet;
import javacard.framework.ISOException;
import org.keymeter.applet.KeymeterApplet;
import org.keymeter.simulator.silicon.SiliconApplet;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The applet with one of its refusals left out: where it would throw that status word, it goes on. One at a time in a program. */
public final class LenientApplet {
    private static final String ISO_EXCEPTION = "javacard/framework/ISOException";

    private static volatile short tolerated;

    private LenientApplet() {}

    /** @param word that is never thrown */
    static Class<? extends Applet> without(int word) {
        tolerated = (short) word;
        return SiliconApplet.of(KeymeterApplet.class, Rewriting::new);
    }

    /** In place of ISOException.throwIt. */
    public static void throwIt(short word) {
        if (word != tolerated) {
            ISOException.throwIt(word);
        }
    }

    private static final class Rewriting extends ClassVisitor {
        Rewriting(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            return new MethodVisitor(Opcodes.ASM9, super.visitMethod(access, name, descriptor, signature, exceptions)) {
                @Override
                public void visitMethodInsn(int opcode, String owner, String method, String type, boolean isInterface) {
                    boolean isRefusal = owner.equals(ISO_EXCEPTION) && method.equals("throwIt");
                    super.visitMethodInsn(
                            opcode,
                            isRefusal ? LenientApplet.class.getName().replace('.', '/') : owner,
                            method,
                            type,
                            isInterface);
                }
            };
        }
    }
}
