package org.keymeter.card.grant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.junit.jupiter.api.Test;
import org.keymeter.card.ByteString;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.card.file.PemFile;

class GrantPathTest {
    private final RequestingCard card = new RequestingCard(10);
    private final TestCa root = TestCa.p256("CN=Root");
    private final TestCa upper = TestCa.p256("CN=Upper");
    private final TestCa lower = TestCa.p256("CN=Lower");
    private final byte[] upperCertificate = root.issue(upper.name, upper.keys.getPublic(), TestCa.caExtensions());
    private final byte[] lowerCertificate = upper.issue(lower.name, lower.keys.getPublic(), TestCa.caExtensions());
    private final byte[] grant = grantBy(lower);

    GrantPathTest() throws Exception {}

    private byte[] grantBy(TestCa issuer) throws Exception {
        List<Extension> extensions = List.of(card.grantExtension(true));
        return issuer.issue(new X500Name("CN=card"), card.publicKey(), extensions);
    }

    private byte[] olderGrant(TestCa issuer, X500Name subject) throws Exception {
        return issuer.issue(
                subject,
                card.publicKey(),
                List.of(card.grantExtension(true)),
                TestCa.NOW.minusSeconds(500),
                TestCa.NOW.plusSeconds(500),
                "SHA256withECDSA");
    }

    private List<ByteString> path(List<byte[]> files) throws Exception {
        GrantPath path = GrantPath.find(files, List.of(root.anchor()));
        List<ByteString> all = new ArrayList<>(path.intermediates());
        all.add(path.grant().der());
        return all;
    }

    private static List<ByteString> strings(byte[]... certificates) {
        return Arrays.stream(certificates).map(ByteString::of).toList();
    }

    @Test
    void ordersWhateverOrderTheyComeIn() throws Exception {
        List<byte[]> bag = new ArrayList<>(List.of(grant, root.root(), upperCertificate, lowerCertificate));
        for (int seed = 0; seed < 24; seed++) {
            Collections.shuffle(bag, new Random(seed));
            assertEquals(strings(upperCertificate, lowerCertificate, grant), path(bag));
        }
    }

    @Test
    void readsBundles() throws Exception {
        String bundle = PemFile.write("CERTIFICATE", lowerCertificate)
                + PemFile.write("CERTIFICATE", upperCertificate)
                + PemFile.write("CERTIFICATE", root.root());
        assertEquals(
                strings(upperCertificate, lowerCertificate, grant),
                path(List.of(grant, bundle.getBytes(StandardCharsets.US_ASCII))));
    }

    @Test
    void leavesOutWhatDoesNotBelong() throws Exception {
        TestCa other = TestCa.p256("CN=Other");
        assertEquals(
                strings(grantBy(root)).size(),
                path(List.of(grantBy(root), other.root(), lowerCertificate)).size());
    }

    @Test
    void signaturesDecideBetweenCertificatesOfOneName() throws Exception {
        TestCa twin = TestCa.p256("CN=Lower");
        byte[] twinCertificate = upper.issue(twin.name, twin.keys.getPublic(), TestCa.caExtensions());
        TestCa rootTwin = TestCa.p256("CN=Root");
        assertEquals(
                strings(upperCertificate, lowerCertificate, grant),
                path(List.of(twinCertificate, rootTwin.root(), lowerCertificate, upperCertificate, grant)));
    }

    @Test
    void aLoopOfNamesEnds() throws Exception {
        byte[] a = lower.issue(upper.name, upper.keys.getPublic(), TestCa.caExtensions());
        assertEquals(3, path(List.of(a, lowerCertificate, grant)).size());
    }

    @Test
    void aCertificateOfTheAnchorsNameButNotItsKeyBelongsToTheWay() throws Exception {
        TestCa rootTwin = TestCa.p256("CN=Root");
        byte[] twinCertificate = upper.issue(rootTwin.name, rootTwin.keys.getPublic(), TestCa.caExtensions());
        byte[] byTwin = grantBy(rootTwin);
        assertEquals(
                strings(upperCertificate, twinCertificate, byTwin),
                path(List.of(byTwin, twinCertificate, upperCertificate)));
    }

    @Test
    void whereNobodySignedANamesakeIsTakenUnlessAnAnchorHasTheName() throws Exception {
        byte[] lowerTwin = upper.issue(lower.name, TestCa.p256("CN=Lower").keys.getPublic(), TestCa.caExtensions());
        assertEquals(strings(upperCertificate, lowerTwin, grant), path(List.of(lowerTwin, upperCertificate, grant)));
        byte[] rootTwin = upper.issue(root.name, TestCa.p256("CN=Root").keys.getPublic(), TestCa.caExtensions());
        byte[] byAnother = grantBy(TestCa.p256("CN=Root"));
        assertEquals(strings(byAnother), path(List.of(rootTwin, upperCertificate, byAnother)));
    }

    @Test
    void noGrantIsTakenForACa() throws Exception {
        assertEquals(strings(grant), path(List.of(olderGrant(upper, lower.name), upperCertificate, grant)));
    }

    @Test
    void aWayEndsAfterEightCertificates() throws Exception {
        List<byte[]> files = new ArrayList<>();
        TestCa issuer = root;
        for (int i = 0; i < 9; i++) {
            TestCa next = TestCa.p256("CN=CA " + i);
            files.add(issuer.issue(next.name, next.keys.getPublic(), TestCa.caExtensions()));
            issuer = next;
        }
        files.add(grantBy(issuer));
        assertEquals(strings(files.subList(1, 10).toArray(byte[][]::new)), path(files));
    }

    @Test
    void sixtyFourCertificatesAreNotTooMany() throws Exception {
        List<byte[]> files = new ArrayList<>(Collections.nCopies(63, lowerCertificate));
        files.add(grantBy(root));
        assertEquals(1, path(files).size());
    }

    @Test
    void theNewestGrantIsTaken() throws Exception {
        byte[] older = olderGrant(root, new X500Name("CN=card"));
        byte[] newer = grantBy(root);
        assertEquals(strings(newer), path(List.of(newer, older)));
        assertEquals(strings(newer), path(List.of(older, newer)));
    }

    @Test
    void saysThatThereIsNoGrantOrNoCertificate() throws Exception {
        List<byte[]> noGrant = List.of(root.root());
        assertThrows(InvalidFileException.class, () -> path(noGrant));
        assertThrows(InvalidFileException.class, () -> path(List.of()));
        assertThrows(InvalidFileException.class, () -> path(List.of(grant, new byte[] {1})));
        assertThrows(InvalidFileException.class, () -> path(Collections.nCopies(65, grant)));
    }
}
