package org.keymeter.simulator.silicon;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Turns what one method of an applet writes and allocates into calls of {@link MemoryTwins}, {@link KeyTwins},
 * {@link EngineTwins} and {@link AllocationTwins}. A call of the card's platform that has no twin and is not known to be
 * harmless is an error: no write may go unseen.
 */
final class SiliconMethod extends MethodVisitor {
    private static final String MEMORY = Type.getInternalName(MemoryTwins.class);
    private static final String ALLOCATION = Type.getInternalName(AllocationTwins.class);
    private static final String CARD_PACKAGES = "javacard";

    /** What writes no persistent memory but through the runtime, which sees to it itself. */
    private static final Set<String> HARMLESS_TYPES = Set.of("AID", "APDU", "Applet", "JCSystem");

    private static final Set<String> HARMLESS = Set.of(
            "AESKey.getType",
            "AESKey.getSize",
            "AESKey.isInitialized",
            "Cipher.init",
            "Cipher.getAlgorithm",
            "ECPublicKey.isInitialized",
            "KeyAgreement.init",
            "KeyPair.getPrivate",
            "KeyPair.getPublic",
            "MessageDigest.reset",
            "MessageDigest.update",
            "OwnerPIN.getTriesRemaining",
            "OwnerPIN.isValidated",
            "Signature.init",
            "Signature.update",
            "Signature.verify",
            "Util.arrayCompare",
            "Util.getShort",
            "Util.makeShort");

    private static final Map<String, Method> TWINS = Stream.of(
                    MemoryTwins.class, KeyTwins.class, EngineTwins.class, AllocationTwins.class)
            .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .collect(Collectors.toMap(
                    method -> method.getName() + Type.getMethodDescriptor(method), Function.identity()));

    private final String name;

    /** @param name class and method, to name in errors */
    SiliconMethod(MethodVisitor next, String name) {
        super(Opcodes.ASM9, next);
        this.name = name;
    }

    private void call(String owner, String twin, String descriptor) {
        super.visitMethodInsn(Opcodes.INVOKESTATIC, owner, twin, descriptor, false);
    }

    @Override
    public void visitInsn(int opcode) {
        switch (opcode) {
            case Opcodes.BASTORE -> call(MEMORY, "store", "(Ljava/lang/Object;II)V");
            case Opcodes.SASTORE -> call(MEMORY, "store", "([SII)V");
            case Opcodes.AASTORE -> call(MEMORY, "store", "([Ljava/lang/Object;ILjava/lang/Object;)V");
            case Opcodes.IASTORE, Opcodes.CASTORE, Opcodes.LASTORE, Opcodes.FASTORE, Opcodes.DASTORE ->
                throw unexpected("an array that no card has");
            default -> super.visitInsn(opcode);
        }
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String field, String descriptor) {
        if (opcode == Opcodes.PUTSTATIC) {
            throw unexpected("a store into " + field + ", and a card's state must not be static");
        }
        // What the compiler itself puts in (the outer instance) is stored before there is an object to speak of.
        if (opcode == Opcodes.PUTFIELD && field.indexOf('$') < 0) {
            super.visitInsn(Opcodes.DUP2);
            super.visitInsn(Opcodes.POP);
            super.visitLdcInsn(Type.getObjectType(owner));
            super.visitLdcInsn(field);
            call(MEMORY, "beforeStore", "(Ljava/lang/Object;Ljava/lang/Class;Ljava/lang/String;)V");
        }
        super.visitFieldInsn(opcode, owner, field, descriptor);
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
        if (opcode == Opcodes.NEWARRAY) {
            array(operand == Opcodes.T_SHORT ? Short.BYTES : Byte.BYTES);
        }
        super.visitIntInsn(opcode, operand);
    }

    private void array(int elementBytes) {
        super.visitInsn(Opcodes.DUP);
        super.visitLdcInsn(elementBytes);
        call(ALLOCATION, "array", "(II)V");
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        if (opcode == Opcodes.ANEWARRAY) {
            array(Short.BYTES);
        }
        // Stack maps refer to the place of a NEW, so nothing may come between it and its label.
        super.visitTypeInsn(opcode, type);
        if (opcode == Opcodes.NEW) {
            super.visitLdcInsn(Type.getObjectType(type));
            call(ALLOCATION, "object", "(Ljava/lang/Class;)V");
        }
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String method, String descriptor, boolean isInterface) {
        String type = owner.substring(owner.lastIndexOf('/') + 1);
        String twin = method.equals("getInstance") ? Character.toLowerCase(type.charAt(0)) + type.substring(1) : method;
        String twinDescriptor =
                opcode == Opcodes.INVOKESTATIC ? descriptor : "(L" + owner + ";" + descriptor.substring(1);
        Method found = owner.startsWith(CARD_PACKAGES) ? TWINS.get(twin + twinDescriptor) : null;
        if (found != null) {
            call(Type.getInternalName(found.getDeclaringClass()), twin, twinDescriptor);
            return;
        }
        if (type.equals("KeyPair") && descriptor.equals("(BS)V")) {
            super.visitInsn(Opcodes.DUP2);
            call(ALLOCATION, "keysOfPair", descriptor);
        }
        if (owner.startsWith(CARD_PACKAGES) && !isHarmless(type, method)) {
            throw unexpected("a call that nobody looked at: " + type + "." + method + descriptor);
        }
        super.visitMethodInsn(opcode, owner, method, descriptor, isInterface);
    }

    private static boolean isHarmless(String type, String method) {
        return method.equals("<init>")
                || type.endsWith("Exception")
                || HARMLESS_TYPES.contains(type)
                || HARMLESS.contains(type + "." + method);
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
        throw unexpected("an array of arrays");
    }

    private IllegalStateException unexpected(String what) {
        return new IllegalStateException(name + " has " + what);
    }
}
