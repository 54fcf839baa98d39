package org.keymeter.gui.words;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Every string that a module's compiled classes hold: constants, and what concatenations are made of. */
final class LibraryStrings {
    /** As the compiler marks a part that is only known at run time. */
    static final char PART = '\u0001';

    private final List<Found> found = new ArrayList<>();

    /**
     * @param type without the package that all have
     * @param text with {@link #PART} where something is put in
     * @param made the simple name of the type that is being made there, such as an exception; or empty
     * @param next the method that is called next, as in "Count.of"; or empty
     */
    record Found(String type, String text, String made, String next) {}

    /** @param inModule any class of it */
    static List<Found> of(Class<?> inModule) {
        LibraryStrings strings = new LibraryStrings();
        try {
            URI home =
                    inModule.getProtectionDomain().getCodeSource().getLocation().toURI();
            Path place = Path.of(home);
            if (Files.isDirectory(place)) {
                strings.readAll(place);
            } else {
                try (FileSystem jar = FileSystems.newFileSystem(place, Map.of())) {
                    strings.readAll(jar.getPath("/"));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        return strings.found;
    }

    private void readAll(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(name -> name.toString().endsWith(".class"))
                    .sorted()
                    .toList()) {
                read(new ClassReader(Files.readAllBytes(file)));
            }
        }
    }

    private void read(ClassReader type) {
        String name = type.getClassName().replace("org/keymeter/", "");
        type.accept(
                new ClassVisitor(Opcodes.ASM9) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String method, String descriptor, String signature, String[] exceptions) {
                        return new Constants(name);
                    }
                },
                ClassReader.SKIP_FRAMES);
    }

    private final class Constants extends MethodVisitor {
        private final String type;
        private final Deque<String> beingMade = new ArrayDeque<>();
        private boolean isNextUnknown;

        Constants(String type) {
            super(Opcodes.ASM9);
            this.type = type;
        }

        @Override
        public void visitTypeInsn(int opcode, String made) {
            if (opcode == Opcodes.NEW) {
                beingMade.push(simple(made));
            }
        }

        @Override
        public void visitLdcInsn(Object value) {
            if (value instanceof String text) {
                add(text);
            }
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String method, String descriptor, boolean isInterface) {
            called(simple(owner) + "." + method);
            if (method.equals("<init>") && simple(owner).equals(beingMade.peek())) {
                beingMade.pop();
            }
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            called(name);
            if (name.equals("makeConcatWithConstants")) {
                String recipe = (String) arguments[0];
                for (int i = 1; i < arguments.length; i++) {
                    recipe = replaceFirst(recipe, String.valueOf(arguments[i]));
                }
                add(recipe);
            }
        }

        private void add(String text) {
            found.add(new Found(type, text, beingMade.isEmpty() ? "" : beingMade.peek(), ""));
            isNextUnknown = true;
        }

        private void called(String method) {
            if (isNextUnknown) {
                Found last = found.remove(found.size() - 1);
                found.add(new Found(last.type(), last.text(), last.made(), method));
                isNextUnknown = false;
            }
        }
    }

    /** SPEC: java.lang.invoke.StringConcatFactory marks constants by \2. */
    private static String replaceFirst(String recipe, String constant) {
        int at = recipe.indexOf('\u0002');
        return recipe.substring(0, at) + constant + recipe.substring(at + 1);
    }

    private static String simple(String internalName) {
        return internalName.substring(internalName.lastIndexOf('/') + 1);
    }
}
