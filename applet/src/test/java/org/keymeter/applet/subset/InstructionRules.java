package org.keymeter.applet.subset;

import java.util.Optional;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** What a single instruction may do, whatever stands around it. */
final class InstructionRules {
    private final TypeRules types;

    InstructionRules(TypeRules types) {
        this.types = types;
    }

    Optional<String> objectionTo(AbstractInsnNode instruction) {
        if (instruction instanceof LdcInsnNode constant) {
            return objectionToConstant(constant.cst);
        }
        if (instruction instanceof MethodInsnNode call) {
            return objectionToCall(call);
        }
        if (instruction instanceof FieldInsnNode field) {
            return types.objectionToClass(field.owner).or(() -> types.objectionTo(Type.getType(field.desc)));
        }
        if (instruction instanceof TypeInsnNode use) {
            boolean arrayOfArrays = use.getOpcode() == Opcodes.ANEWARRAY && use.desc.startsWith("[");
            return arrayOfArrays ? Optional.of("array of arrays") : types.objectionToClass(use.desc);
        }
        if (instruction instanceof InvokeDynamicInsnNode) {
            return Optional.of("invokedynamic (lambda, method reference or string concatenation)");
        }
        return objectionToOpcode(instruction);
    }

    private static Optional<String> objectionToConstant(Object constant) {
        if (!(constant instanceof Integer number)) {
            return Optional.of("constant of " + constant.getClass().getSimpleName());
        }
        return number == number.shortValue() ? Optional.empty() : Optional.of("constant outside short: " + number);
    }

    private Optional<String> objectionToCall(MethodInsnNode call) {
        if (call.owner.startsWith("[")) {
            return Optional.of("method " + call.name + " of an array");
        }
        boolean offered = !call.owner.startsWith("java/lang/")
                || call.name.equals("equals")
                || call.name.equals("<init>") && call.desc.equals("()V");
        return types.objectionToClass(call.owner)
                .or(() -> types.objectionToMethod(Type.getMethodType(call.desc)))
                .or(() -> offered ? Optional.empty() : Optional.of("method " + call.owner + "." + call.name));
    }

    private static Optional<String> objectionToOpcode(AbstractInsnNode instruction) {
        switch (instruction.getOpcode()) {
            case Opcodes.NEWARRAY:
                return objectionToElements(((IntInsnNode) instruction).operand);
            case Opcodes.MULTIANEWARRAY:
                return Optional.of("array of arrays");
            case Opcodes.MONITORENTER:
            case Opcodes.MONITOREXIT:
                return Optional.of("synchronized");
            case Opcodes.IINC:
                return Optional.of("int variable counted up");
            case Opcodes.IALOAD:
            case Opcodes.CALOAD:
            case Opcodes.LALOAD:
            case Opcodes.IASTORE:
            case Opcodes.CASTORE:
            case Opcodes.LASTORE:
                return Optional.of("element of an int, char or long array");
            case Opcodes.I2C:
            case Opcodes.I2L:
            case Opcodes.I2F:
            case Opcodes.I2D:
                return Optional.of("conversion to char, long, float or double");
            case Opcodes.LCONST_0:
            case Opcodes.LCONST_1:
            case Opcodes.FCONST_0:
            case Opcodes.FCONST_1:
            case Opcodes.FCONST_2:
            case Opcodes.DCONST_0:
            case Opcodes.DCONST_1:
                return Optional.of("constant of long, float or double");
            default:
                return Optional.empty();
        }
    }

    private static Optional<String> objectionToElements(int type) {
        boolean allowed = type == Opcodes.T_BOOLEAN || type == Opcodes.T_BYTE || type == Opcodes.T_SHORT;
        return allowed ? Optional.empty() : Optional.of("array of int, char, long, float or double");
    }
}
