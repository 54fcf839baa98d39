package org.keymeter.simulator.counting;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Notes how many bytes of data a command had inside the channel, and its answer: the two ends of the channel know. */
final class PlainLengths extends MethodVisitor {
    private static final String CHANNEL = "org/keymeter/applet/SecureChannel";
    private static final String BUFFER = "Lorg/keymeter/applet/CommandBuffer;";
    private static final int ANSWER_LENGTH = 2;

    private final boolean isUnwrap;

    private PlainLengths(MethodVisitor next, boolean isUnwrap) {
        super(Opcodes.ASM9, next);
        this.isUnwrap = isUnwrap;
    }

    static MethodVisitor around(MethodVisitor next, String owner, String method, String descriptor) {
        String signature = method + descriptor;
        boolean isUnwrap = signature.equals("unwrap(" + BUFFER + ")S");
        boolean isWrap = signature.equals("wrap(" + BUFFER + "SS)S");
        return owner.equals(CHANNEL) && (isUnwrap || isWrap) ? new PlainLengths(next, isUnwrap) : next;
    }

    @Override
    public void visitCode() {
        super.visitCode();
        if (!isUnwrap) {
            super.visitVarInsn(Opcodes.ILOAD, ANSWER_LENGTH);
            tell("plainAnswer");
        }
    }

    @Override
    public void visitInsn(int opcode) {
        if (isUnwrap && opcode == Opcodes.IRETURN) {
            super.visitInsn(Opcodes.DUP);
            tell("plainCommand");
        }
        super.visitInsn(opcode);
    }

    private void tell(String what) {
        super.visitMethodInsn(Opcodes.INVOKESTATIC, Type.getInternalName(Recorder.class), what, "(I)V", false);
    }
}
