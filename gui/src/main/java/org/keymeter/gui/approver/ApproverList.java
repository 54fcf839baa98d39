package org.keymeter.gui.approver;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keymeter.card.ByteString;
import org.keymeter.card.DeviceKey;
import org.keymeter.card.Folders;
import org.keymeter.card.MalformedResponseException;
import org.keymeter.card.file.BoundedFile;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.card.file.PrivateFiles;

/** The cards whose requests this approver answers, in a file; nothing in it comes from a request. */
final class ApproverList {
    private static final int FILE_MAXIMUM = 1 << 20;

    private final Path file;

    ApproverList(Path file) {
        this.file = file;
    }

    static ApproverList in(Folders folders) {
        return new ApproverList(folders.data().resolve("approver").resolve("cards.jsonl"));
    }

    /**
     * By label.
     *
     * @throws InvalidFileException if the file was damaged: a card is not forgotten in silence
     */
    List<KnownCard> list() throws IOException, InvalidFileException {
        String text;
        try {
            text = new String(BoundedFile.read(file, FILE_MAXIMUM), StandardCharsets.UTF_8);
        } catch (NoSuchFileException none) {
            return List.of();
        }
        List<KnownCard> cards = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new StringReader(text))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                cards.add(decode(line));
            }
        }
        cards.sort(Comparator.comparing(KnownCard::label));
        return List.copyOf(cards);
    }

    Optional<KnownCard> find(DeviceKey key) throws IOException, InvalidFileException {
        return list().stream().filter(card -> card.key().equals(key)).findFirst();
    }

    /** Takes it in, in place of the same key under another label. Durable when this returns. */
    void add(KnownCard card) throws IOException, InvalidFileException {
        List<KnownCard> cards = without(card.key());
        cards.add(card);
        write(cards);
    }

    void remove(DeviceKey key) throws IOException, InvalidFileException {
        write(without(key));
    }

    private List<KnownCard> without(DeviceKey key) throws IOException, InvalidFileException {
        List<KnownCard> cards = new ArrayList<>(list());
        cards.removeIf(card -> card.key().equals(key));
        return cards;
    }

    private void write(List<KnownCard> cards) throws IOException {
        StringBuilder text = new StringBuilder();
        cards.forEach(card -> text.append(encode(card)).append('\n'));
        Path folder = file.getParent();
        PrivateFiles.createDirectories(folder);
        Path unfinished = folder.resolve(file.getFileName() + ".new");
        try (FileChannel out =
                PrivateFiles.open(unfinished, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text.toString());
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        PrivateFiles.force(folder);
    }

    private static String encode(KnownCard card) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("label", card.label());
        fields.put("key", card.key().point().toHex());
        fields.put("added", card.added().toString());
        return JsonLine.write(fields);
    }

    private KnownCard decode(String line) throws InvalidFileException {
        Map<String, String> fields = JsonLine.read(line).orElseThrow(this::damaged);
        try {
            return new KnownCard(
                    fields.getOrDefault("label", ""),
                    DeviceKey.ofPoint(ByteString.ofHex(fields.getOrDefault("key", ""))),
                    Instant.parse(fields.getOrDefault("added", "")));
        } catch (MalformedResponseException | IllegalArgumentException | DateTimeException e) {
            throw damaged();
        }
    }

    private InvalidFileException damaged() {
        return new ApproverException(ApproverException.Problem.LIST_DAMAGED, file.toString());
    }
}
