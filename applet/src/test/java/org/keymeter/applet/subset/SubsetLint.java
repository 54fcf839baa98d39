package org.keymeter.applet.subset;

import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;

/** Checks class files of one package, compiled with {@code -g}, against the Java Card 3.0.4 subset without int. */
final class SubsetLint {
    private static final int BANNED_METHODS = Opcodes.ACC_SYNCHRONIZED | Opcodes.ACC_NATIVE | Opcodes.ACC_STRICT;

    private final TypeRules types;
    private final InstructionRules instructions;
    private final int newestClassFile;
    private final Findings findings = new Findings();

    /**
     * @param ownPackage the package that becomes the CAP file, with dots
     * @param newestClassFile the highest major version of a class file that the converter in mind reads
     */
    SubsetLint(String ownPackage, int newestClassFile) {
        this.types = new TypeRules(ownPackage.replace('.', '/'));
        this.instructions = new InstructionRules(types);
        this.newestClassFile = newestClassFile;
    }

    /** Checks one more class of the package. */
    void check(byte[] classFile) {
        ClassNode node = new ClassNode();
        new ClassReader(classFile).accept(node, 0);
        findings.lookAt(node.name);
        int version = node.version & 0xFFFF;
        if (version > newestClassFile) {
            findings.object("class file version " + version);
        }
        if (node.name.endsWith("/package-info") || has(node.access, Opcodes.ACC_ANNOTATION)) {
            return;
        }
        checkDeclaration(node);
        for (FieldNode field : node.fields) {
            checkField(field);
        }
        for (MethodNode method : node.methods) {
            findings.lookAt(node.name + "." + method.name);
            checkMethod(node, method);
        }
    }

    /** Everything that was objected to so far, one line each: place and reason. */
    Set<String> objections() {
        return findings.all();
    }

    private void checkDeclaration(ClassNode node) {
        if (has(node.access, Opcodes.ACC_ENUM)) {
            findings.object("enum");
        }
        note(types.objectionToClass(node.superName), "as superclass");
        for (String implemented : node.interfaces) {
            note(types.objectionToClass(implemented), "as interface");
        }
    }

    private void checkField(FieldNode field) {
        note(types.objectionTo(Type.getType(field.desc)), "of field " + field.name);
        if (has(field.access, Opcodes.ACC_TRANSIENT | Opcodes.ACC_VOLATILE)) {
            findings.object("transient or volatile field " + field.name);
        }
    }

    private void checkMethod(ClassNode owner, MethodNode method) {
        note(types.objectionToMethod(Type.getMethodType(method.desc)), "of the method");
        if (has(method.access, BANNED_METHODS)) {
            findings.object("synchronized, native or strictfp");
        }
        // On a bridge the same bit means something else.
        if (has(method.access, Opcodes.ACC_VARARGS) && !has(method.access, Opcodes.ACC_BRIDGE)) {
            findings.object("variable number of arguments");
        }
        if (has(method.access, Opcodes.ACC_ABSTRACT)) {
            return;
        }
        boolean staticInitializer = method.name.equals("<clinit>");
        if (has(owner.access, Opcodes.ACC_INTERFACE) && !staticInitializer) {
            findings.object("method body in an interface");
        }
        checkVariables(method);
        checkInstructions(method, staticInitializer);
        checkIntermediates(owner, method);
    }

    private void checkVariables(MethodNode method) {
        if (method.localVariables != null) {
            for (LocalVariableNode variable : method.localVariables) {
                note(types.objectionTo(Type.getType(variable.desc)), "of variable " + variable.name);
            }
        }
        for (TryCatchBlockNode block : method.tryCatchBlocks) {
            if (block.type != null) {
                note(types.objectionToClass(block.type), "in a catch");
            }
        }
    }

    private void checkInstructions(MethodNode method, boolean staticInitializer) {
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction.getOpcode() < 0) {
                continue;
            }
            instructions.objectionTo(instruction).ifPresent(reason -> findings.object(instruction, reason));
            if (staticInitializer) {
                StaticInitializerRules.objectionTo(instruction.getOpcode())
                        .ifPresent(reason -> findings.object(instruction, reason));
            }
        }
    }

    private void checkIntermediates(ClassNode owner, MethodNode method) {
        try {
            new Analyzer<>(new UncastIntermediates(findings)).analyze(owner.name, method);
        } catch (AnalyzerException e) {
            findings.object("cannot be analysed: " + e.getMessage());
        }
    }

    private void note(Optional<String> objection, String role) {
        objection.ifPresent(reason -> findings.object(reason + " " + role));
    }

    private static boolean has(int access, int flags) {
        return (access & flags) != 0;
    }
}
