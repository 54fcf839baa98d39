package org.keymeter.simulator.counting;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Writes into one method of the applet what tells {@link Recorder} of each instruction, and turns its calls of the card's
 * platform into calls of their twins in {@link CountedMemory}, {@link CountedCryptography} and {@link CountedKeys}. A call that has no twin and is not known to be free is an
 * error: nothing may go uncounted. What comes next in the chain turns the applet's writes into a card's.
 */
final class CountingMethod extends MethodVisitor {
    private static final String RECORDER = Type.getInternalName(Recorder.class);
    private static final String CARD_PACKAGES = "javacard";

    /**
     * What costs next to nothing, is in what the transport charges for a command (APDU), happens at installation alone
     * (ECKey), or is charged with its end (beginTransaction).
     */
    private static final Set<String> FREE = Set.of(
            "APDU.getBuffer",
            "APDU.setIncomingAndReceive",
            "APDU.receiveBytes",
            "APDU.getOffsetCdata",
            "APDU.getIncomingLength",
            "APDU.setOutgoing",
            "APDU.setOutgoingLength",
            "APDU.sendBytesLong",
            "APDU.setOutgoingAndSend",
            "ECPublicKey.isInitialized",
            "ECKey.setFieldFP",
            "ECKey.setA",
            "ECKey.setB",
            "ECKey.setG",
            "ECKey.setR",
            "ECKey.setK",
            "ISOException.throwIt",
            "ISOException.getReason",
            "JCSystem.beginTransaction",
            "JCSystem.abortTransaction",
            "JCSystem.getTransactionDepth",
            "KeyPair.getPublic",
            "KeyPair.getPrivate",
            "OwnerPIN.getTriesRemaining");

    private static final Map<String, Method> TWINS = Stream.of(
                    CountedMemory.class, CountedCryptography.class, CountedKeys.class)
            .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .collect(Collectors.toMap(
                    method -> method.getName() + Type.getMethodDescriptor(method), Function.identity()));

    private final int part;
    private final String name;
    private final Set<Label> passed = new HashSet<>();
    private final Increment increment = new Increment();

    /**
     * @param part the class that the method is of
     * @param name class and method, to name in errors
     */
    CountingMethod(MethodVisitor next, int part, String name) {
        super(Opcodes.ASM9, next);
        this.part = part;
        this.name = name;
    }

    private void tell(String what, String parameters) {
        super.visitLdcInsn(part);
        super.visitMethodInsn(Opcodes.INVOKESTATIC, RECORDER, what, "(" + parameters + "I)V", false);
    }

    private void bytecode() {
        increment.end();
        bytecodes(1);
    }

    private void bytecodes(int count) {
        super.visitLdcInsn(count);
        tell("bytecodes", "I");
    }

    @Override
    public void visitLabel(Label label) {
        passed.add(label);
        super.visitLabel(label);
    }

    @Override
    public void visitJumpInsn(int opcode, Label target) {
        bytecode();
        if (passed.contains(target)) {
            tell("loopPass", "");
        }
        super.visitJumpInsn(opcode, target);
    }

    @Override
    public void visitInsn(int opcode) {
        if (opcode != Opcodes.I2S) {
            bytecodes(1);
        }
        increment.instruction(opcode);
        switch (opcode) {
            case Opcodes.BALOAD, Opcodes.SALOAD, Opcodes.AALOAD -> {
                tell("load", "");
                super.visitInsn(opcode);
            }
            case Opcodes.BASTORE -> tell("store", "[BII");
            case Opcodes.SASTORE -> tell("store", "[SII");
            case Opcodes.AASTORE -> tell("store", "[Ljava/lang/Object;ILjava/lang/Object;");
            default -> super.visitInsn(opcode);
        }
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
        bytecodes(1);
        increment.instruction(opcode);
        if (opcode == Opcodes.NEWARRAY) {
            if (operand != Opcodes.T_BYTE && operand != Opcodes.T_SHORT) {
                throw unexpected("an array that is neither of bytes nor of shorts");
            }
            array(operand == Opcodes.T_BYTE ? Byte.BYTES : Short.BYTES);
        }
        super.visitIntInsn(opcode, operand);
    }

    private void array(int elementBytes) {
        super.visitInsn(Opcodes.DUP);
        super.visitLdcInsn(elementBytes);
        tell("array", "II");
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        if (opcode == Opcodes.ANEWARRAY) {
            array(Short.BYTES);
        }
        // Stack maps refer to the place of a NEW, so nothing may come between it and its label.
        super.visitTypeInsn(opcode, type);
        bytecode();
        if (opcode == Opcodes.NEW) {
            super.visitLdcInsn(type);
            tell("object", "Ljava/lang/String;");
        }
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String field, String descriptor) {
        bytecode();
        if (opcode == Opcodes.PUTFIELD || opcode == Opcodes.PUTSTATIC) {
            super.visitLdcInsn(descriptor.equals("B") || descriptor.equals("Z") ? Byte.BYTES : Short.BYTES);
            tell("field", "I");
        }
        super.visitFieldInsn(opcode, owner, field, descriptor);
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String method, String descriptor, boolean isInterface) {
        bytecode();
        if (!owner.startsWith(CARD_PACKAGES) || method.equals("<init>")) {
            super.visitMethodInsn(opcode, owner, method, descriptor, isInterface);
            return;
        }
        String type = owner.substring(owner.lastIndexOf('/') + 1);
        String twin = method.equals("getInstance") ? Character.toLowerCase(type.charAt(0)) + type.substring(1) : method;
        String twinDescriptor = withObjectAndPart(opcode, owner, descriptor);
        Method counted = TWINS.get(twin + twinDescriptor);
        if (counted != null) {
            super.visitLdcInsn(part);
            String counting = Type.getInternalName(counted.getDeclaringClass());
            super.visitMethodInsn(Opcodes.INVOKESTATIC, counting, twin, twinDescriptor, false);
        } else if (FREE.contains(type + "." + method)) {
            super.visitMethodInsn(opcode, owner, method, descriptor, isInterface);
        } else {
            throw unexpected("a call that nobody counts: " + type + "." + method + descriptor);
        }
    }

    private static String withObjectAndPart(int opcode, String owner, String descriptor) {
        String object = opcode == Opcodes.INVOKESTATIC ? "" : "L" + owner + ";";
        int end = descriptor.indexOf(')');
        return "(" + object + descriptor.substring(1, end) + "I" + descriptor.substring(end);
    }

    @Override
    public void visitVarInsn(int opcode, int variable) {
        bytecodes(increment.isCompletedBy(opcode, variable) ? 1 - Increment.SAVED : 1);
        super.visitVarInsn(opcode, variable);
    }

    @Override
    public void visitIincInsn(int variable, int increment) {
        bytecode();
        super.visitIincInsn(variable, increment);
    }

    @Override
    public void visitLdcInsn(Object value) {
        bytecode();
        super.visitLdcInsn(value);
    }

    @Override
    public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... labels) {
        bytecode();
        super.visitTableSwitchInsn(min, max, otherwise, labels);
    }

    @Override
    public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
        bytecode();
        super.visitLookupSwitchInsn(otherwise, keys, labels);
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
        throw unexpected("an array of arrays");
    }

    private IllegalStateException unexpected(String what) {
        return new IllegalStateException(name + " has " + what);
    }
}
