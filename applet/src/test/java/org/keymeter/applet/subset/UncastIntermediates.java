package org.keymeter.applet.subset;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicInterpreter;
import org.objectweb.asm.tree.analysis.BasicValue;

/**
 * Follows through a method which int values may have left the range of short, and objects where one is used before a cast
 * brought it back: Java computes in int, the card in short, and only where the difference cannot show does the converter
 * translate one into the other.
 */
final class UncastIntermediates extends BasicInterpreter {
    /** An int that may lie outside short. */
    private static final BasicValue UNCAST = new BasicValue(Type.INT_TYPE) {
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    };

    private final Findings findings;

    UncastIntermediates(Findings findings) {
        super(Opcodes.ASM9);
        this.findings = findings;
    }

    @Override
    public BasicValue copyOperation(AbstractInsnNode instruction, BasicValue value) {
        return value;
    }

    @Override
    public BasicValue unaryOperation(AbstractInsnNode instruction, BasicValue value) throws AnalyzerException {
        switch (instruction.getOpcode()) {
            case Opcodes.INEG:
                return UNCAST;
            case Opcodes.IFEQ:
            case Opcodes.IFNE:
            case Opcodes.IFLT:
            case Opcodes.IFGE:
            case Opcodes.IFGT:
            case Opcodes.IFLE:
                needCast(instruction, value, "in a comparison");
                break;
            case Opcodes.TABLESWITCH:
            case Opcodes.LOOKUPSWITCH:
                needCast(instruction, value, "in a switch");
                break;
            case Opcodes.NEWARRAY:
            case Opcodes.ANEWARRAY:
                needCast(instruction, value, "as the size of an array");
                break;
            default:
                break;
        }
        return super.unaryOperation(instruction, value);
    }

    @Override
    public BasicValue binaryOperation(AbstractInsnNode instruction, BasicValue left, BasicValue right)
            throws AnalyzerException {
        switch (instruction.getOpcode()) {
            case Opcodes.IADD:
            case Opcodes.ISUB:
            case Opcodes.IMUL:
            case Opcodes.ISHL:
                return UNCAST;
            case Opcodes.IAND:
            case Opcodes.IOR:
            case Opcodes.IXOR:
                return merge(left, right);
            case Opcodes.IDIV:
                needCast(instruction, left, "in a division");
                needCast(instruction, right, "in a division");
                return UNCAST;
            case Opcodes.IREM:
                needCast(instruction, left, "in a remainder");
                needCast(instruction, right, "in a remainder");
                break;
            case Opcodes.ISHR:
                needCast(instruction, left, "in a right shift");
                break;
            case Opcodes.IUSHR:
                needCast(instruction, left, "in a right shift");
                return UNCAST;
            case Opcodes.IF_ICMPEQ:
            case Opcodes.IF_ICMPNE:
            case Opcodes.IF_ICMPLT:
            case Opcodes.IF_ICMPGE:
            case Opcodes.IF_ICMPGT:
            case Opcodes.IF_ICMPLE:
                needCast(instruction, left, "in a comparison");
                needCast(instruction, right, "in a comparison");
                break;
            case Opcodes.BALOAD:
            case Opcodes.SALOAD:
            case Opcodes.AALOAD:
                needCast(instruction, right, "as an index");
                break;
            default:
                break;
        }
        return super.binaryOperation(instruction, left, right);
    }

    @Override
    public BasicValue ternaryOperation(
            AbstractInsnNode instruction, BasicValue array, BasicValue index, BasicValue element)
            throws AnalyzerException {
        needCast(instruction, index, "as an index");
        return super.ternaryOperation(instruction, array, index, element);
    }

    @Override
    public BasicValue merge(BasicValue left, BasicValue right) {
        boolean bothInt = isInt(left) && isInt(right);
        return bothInt && (left == UNCAST || right == UNCAST) ? UNCAST : super.merge(left, right);
    }

    private static boolean isInt(BasicValue value) {
        return Type.INT_TYPE.equals(value.getType());
    }

    private void needCast(AbstractInsnNode instruction, BasicValue value, String where) {
        if (value == UNCAST) {
            findings.object(instruction, "intermediate result not cast to short " + where);
        }
    }
}
