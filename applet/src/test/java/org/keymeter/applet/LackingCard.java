package org.keymeter.applet;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.HashSet;
import java.util.Set;
import javacard.security.CryptoException;
import javacard.security.Key;
import javacard.security.KeyAgreement;
import javacard.security.KeyBuilder;
import javacard.security.MessageDigest;
import javacard.security.RandomData;
import javacard.security.Signature;
import javacardx.crypto.Cipher;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** A card that has not all that jCardSim has: {@link Engines} as it is compiled, but that it asks here for algorithms and keys. */
public final class LackingCard extends ClassLoader {
    private static final String HERE = LackingCard.class.getName().replace('.', '/');

    /** What the card lacks, as "Cipher 14" or, for keys, "Key 15 256". */
    private static final Set<String> LACKING = new HashSet<>();

    private LackingCard() {
        super(LackingCard.class.getClassLoader());
    }

    /** Makes the engines on a card that lacks all of these. */
    static void install(Set<String> lacking) throws ReflectiveOperationException {
        LACKING.clear();
        LACKING.addAll(lacking);
        Constructor<?> constructor =
                new LackingCard().loadClass(Engines.class.getName()).getDeclaredConstructor(byte[].class, short.class);
        constructor.setAccessible(true);
        try {
            constructor.newInstance(new byte[130], (short) 0);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private static void require(String what) {
        if (LACKING.contains(what)) {
            CryptoException.throwIt(CryptoException.NO_SUCH_ALGORITHM);
        }
    }

    public static Cipher cipher(byte algorithm, boolean external) {
        require("Cipher " + algorithm);
        return Cipher.getInstance(algorithm, external);
    }

    public static Signature signature(byte algorithm, boolean external) {
        require("Signature " + algorithm);
        return Signature.getInstance(algorithm, external);
    }

    public static MessageDigest messageDigest(byte algorithm, boolean external) {
        require("MessageDigest " + algorithm);
        return MessageDigest.getInstance(algorithm, external);
    }

    public static KeyAgreement keyAgreement(byte algorithm, boolean external) {
        require("KeyAgreement " + algorithm);
        return KeyAgreement.getInstance(algorithm, external);
    }

    public static RandomData randomData(byte algorithm) {
        require("RandomData " + algorithm);
        return RandomData.getInstance(algorithm);
    }

    public static Key keyBuilder(byte type, short length, boolean encryption) {
        require("Key " + type + " " + length);
        return KeyBuilder.buildKey(type, length, encryption);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.equals(Engines.class.getName()) && !name.equals(Curve.class.getName())) {
            return super.loadClass(name, resolve);
        }
        Class<?> loaded = findLoadedClass(name);
        return loaded != null ? loaded : define(name);
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
            ClassWriter out = new ClassWriter(0);
            new ClassReader(in).accept(new Redirection(out), 0);
            byte[] code = out.toByteArray();
            return defineClass(name, code, 0, code.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    /** Calls this class in place of the Java Card API's factories. */
    private static final class Redirection extends ClassVisitor {
        Redirection(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] thrown) {
            return new MethodVisitor(api, super.visitMethod(access, name, descriptor, signature, thrown)) {
                @Override
                public void visitMethodInsn(int opcode, String owner, String method, String type, boolean isInterface) {
                    boolean factory = method.equals("getInstance") || method.equals("buildKey");
                    if (opcode == Opcodes.INVOKESTATIC && factory) {
                        String simple = owner.substring(owner.lastIndexOf('/') + 1);
                        String here = Character.toLowerCase(simple.charAt(0)) + simple.substring(1);
                        super.visitMethodInsn(opcode, HERE, here, type, false);
                    } else {
                        super.visitMethodInsn(opcode, owner, method, type, isInterface);
                    }
                }
            };
        }
    }
}
