package org.keymeter.gui.pictures;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import javafx.embed.swing.SwingFXUtils;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.stage.Stage;
import javafx.stage.Window;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keymeter.card.ByteString;
import org.keymeter.card.DeviceIdentity;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.Pin;
import org.keymeter.card.grant.CaCertificate;
import org.keymeter.card.grant.CaKey;
import org.keymeter.card.grant.GrantIssuer;
import org.keymeter.card.grant.GrantRequest;
import org.keymeter.gui.ConsoleBench;
import org.keymeter.gui.Sight;
import org.keymeter.gui.frame.PageKind;
import org.keymeter.gui.history.History;
import org.keymeter.gui.history.Sample;
import org.keymeter.volume.CardKey;
import org.keymeter.volume.Geometry;
import org.keymeter.volume.SegmentSet;
import org.keymeter.volume.SubkeyTable;
import org.keymeter.volume.UnlockedSubkeys;
import org.testfx.api.FxToolkit;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/**
 * Makes the pictures of the README and compares them with those in docs/images; with {@code -Dkeymeter.pictures=write} it
 * puts them there instead.
 */
@ExtendWith(ApplicationExtension.class)
class PicturesTest {
    private static final Path IMAGES = Path.of("..", "docs", "images");
    private static final boolean IS_WRITING = "write".equals(System.getProperty("keymeter.pictures"));
    private static final double TOLERATED = 0.02;

    private static final Instant NOW = Instant.parse("2026-06-15T10:24:00Z");
    private static final int SEGMENTS = 2_000;
    private static final long MIB = 1 << 20;

    @TempDir
    Path folder;

    private ConsoleBench bench;
    private String look;
    private CaCertificate ca;

    @AfterEach
    void stop() {
        bench.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void areCurrent(String chosen) throws Exception {
        look = chosen;
        Stage stage = FxToolkit.registerPrimaryStage();
        FxToolkit.setupFixture(() -> {
            bench = new ConsoleBench(stage, folder, Locale.ENGLISH, Clock.fixed(NOW, ZoneOffset.UTC));
            Sight.menuItem(bench.robot(), "#settings", "look-" + chosen.toUpperCase(Locale.ROOT))
                    .fire();
            stage.setWidth(1120);
            stage.setHeight(760);
        });
        setup();
        bench.initialize();
        ca = bench.makeCa("Example approvals");
        bench.createKey("archive", ca, 118, 200);
        overview();
        refill();
        audit();
        rotation();
    }

    private void setup() throws Exception {
        bench.open(PageKind.KEYS);
        bench.click("#gateAction");
        next("card");
        next("user-pin");
        pins("Kq7-birch-29");
        next("admin-pin");
        pins("Tq8-zebra-41");
        next("name");
        bench.type("#cardLabel", "Archive 1");
        next("ca");
        bench.makeCa("Example approvals");
        bench.choose(bench.file("Example approvals.pem"));
        bench.click("#caFile");
        bench.click("#caTrust");
        next("key");
        bench.type("#keyLabel", "laptop");
        bench.awaitAnywhere("can open at most 200 parts, 3.1 GiB; 400 if a grant lies unredeemed");
        check("setup");
        bench.click("#setupCancel");
        bench.click(".dialog-pane .danger");
        bench.await("the wizard is gone", this::isAlone);
    }

    private boolean isAlone() {
        return WaitForAsyncUtils.waitForAsyncFx(60_000, () -> Window.getWindows().stream()
                        .filter(Stage.class::isInstance)
                        .count())
                == 1;
    }

    private void next(String page) {
        bench.click("#setupNext");
        bench.await(
                page + " is shown",
                () -> bench.robot().lookup("#setup-" + page).tryQuery().isPresent());
    }

    private void pins(String pin) {
        bench.type("#newPin", pin);
        bench.type("#newPinAgain", pin);
    }

    private void overview() throws Exception {
        bench.open(PageKind.OVERVIEW);
        bench.awaitText("#title", ConsoleBench.CARD_LABEL);
        DeviceIdentity card = bench.withCard(session -> session.identity());
        KeyInfo key = bench.withCard(session -> session.keys().read(0));
        try (History history = History.open(bench.folders(), Clock.fixed(NOW, ZoneOffset.UTC))) {
            history.meters().keep(month(card.deviceId(), key));
        }
        bench.open(PageKind.ROTATION);
        bench.reader().remove();
        bench.reader().insert();
        bench.open(PageKind.OVERVIEW);
        bench.await(
                "the chart is drawn",
                () -> bench.robot().lookup(".chart").tryQuery().isPresent());
        bench.awaitAnywhere("at the present rate");
        check("overview");
    }

    /** Some uses every day, a refill after two weeks. */
    private static List<Sample> month(ByteString deviceId, KeyInfo key) {
        List<Sample> samples = new ArrayList<>();
        long[] left = {
            200, 188, 171, 160, 158, 156, 139, 121, 104, 92, 90, 88, 70, 51, 33, 200, 184, 170, 168, 167, 150, 139, 131,
            129, 128, 126, 124, 122, 120, 118
        };
        for (int day = 0; day < left.length; day++) {
            Instant at = NOW.minus(Duration.ofDays(left.length - day)).plus(Duration.ofHours(2));
            samples.add(new Sample(
                    deviceId,
                    key.slot(),
                    Optional.of(key.identity()),
                    at,
                    at,
                    left[day],
                    200,
                    OptionalLong.empty(),
                    Sample.Source.REPORTED));
        }
        return samples;
    }

    private void refill() throws Exception {
        bench.open(PageKind.REFILL);
        bench.openCard("#refillMake");
        bench.type("#refillUses .text-field", "200");
        bench.click("#refillMake");
        bench.enterPin(ConsoleBench.USER_PIN);
        bench.awaitShown("#requestMade", "for 200 ");
        bench.picture("refill-asked");
        Files.write(bench.file("grant.pem"), grant(Files.readAllBytes(keptRequest())));
        bench.choose(bench.file("grant.pem"));
        bench.click("#answerOpen");
        bench.awaitShown("#answerOutcome", "goes from 118 to 200 uses");
        leaveFocus();
        check("refill");
        bench.click("#answerRedeem");
        bench.enterPin(ConsoleBench.USER_PIN);
        bench.awaitShown("#answerAfter", "200");
    }

    private Path keptRequest() throws IOException {
        try (Stream<Path> kept = Files.list(bench.folders().data().resolve("requests"))) {
            return kept.findFirst().orElseThrow();
        }
    }

    /** By the project's own issuer, for openssl knows no clock but the computer's. */
    private byte[] grant(byte[] file) throws Exception {
        GrantRequest request = GrantRequest.parse(file);
        CaKey key = CaKey.parse(Files.readAllBytes(bench.file("Example approvals.key")), () -> {
            throw new IOException("not encrypted");
        });
        return new GrantIssuer(ca, key).issue(request, request.deviceKey(), 200, NOW, Duration.ofDays(7));
    }

    private void audit() throws Exception {
        bench.open(PageKind.AUDIT);
        bench.click("#read");
        bench.awaitAnywhere("The log is read up to record");
        leaveFocus();
        check("audit");
    }

    private void leaveFocus() {
        WaitForAsyncUtils.waitForAsyncFx(
                60_000, () -> bench.stage().getScene().getRoot().requestFocus());
    }

    private void rotation() throws Exception {
        Path table = bench.file("archive.subkeys");
        bench.withCard(
                session -> {
                    CardKey key = new CardKey(session, 0);
                    try (SubkeyTable made =
                                    SubkeyTable.create(table, new Geometry(SEGMENTS * MIB, MIB), key.readKey());
                            UnlockedSubkeys subkeys = new UnlockedSubkeys()) {
                        made.unlock(key, SegmentSet.ofRange(0, SEGMENTS - 1), subkeys);
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                    return null;
                },
                Pin.USER);
        bench.open(PageKind.ROTATION);
        bench.choose(table);
        bench.click("#add");
        bench.awaitAnywhere("2,000 subkeys are to be moved.");
        leaveFocus();
        check("rotation");
    }

    private void check(String name) throws IOException {
        Path picture = IMAGES.resolve(name + "-" + look + ".png");
        BufferedImage now = SwingFXUtils.fromFXImage(bench.picture(name + "-" + look), null);
        if (IS_WRITING) {
            Files.createDirectories(IMAGES);
            assertTrue(ImageIO.write(now, "png", picture.toFile()));
            return;
        }
        assertTrue(Files.exists(picture), picture + " is missing: see CONTRIBUTING.md for how to make it");
        BufferedImage before = ImageIO.read(picture.toFile());
        paintOver("#requestCode", before, now);
        double difference = Likeness.difference(before, now);
        assertTrue(difference < TOLERATED, picture + " is no longer how it looks: " + difference);
    }

    /** What is random all over, where it is shown. */
    private void paintOver(String query, BufferedImage... pictures) {
        for (Node node : bench.robot().lookup(query).queryAll()) {
            Bounds place = node.localToScene(node.getBoundsInLocal());
            for (BufferedImage picture : pictures) {
                Graphics2D brush = picture.createGraphics();
                brush.fill(
                        new Rectangle2D.Double(place.getMinX(), place.getMinY(), place.getWidth(), place.getHeight()));
                brush.dispose();
            }
        }
    }
}
