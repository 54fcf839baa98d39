package org.keymeter.card;

import java.util.Arrays;
import java.util.Optional;
import org.keymeter.card.apdu.StatusWord;
import org.keymeter.protocol.Sw;

/** Why a certificate was refused: section 7 of docs/PROTOCOL.md. The host's own check uses the same reasons. */
public enum GrantRefusal {
    MALFORMED(
            Sw.GRANT_MALFORMED,
            "The file is no certificate the card can read: not strict DER, or longer than 1,024 bytes.",
            "The file is damaged, or the CA adds much to its certificates.",
            "Issue the grant again by the recipe, without policies and distribution points."),
    NOT_VERSION_3(
            Sw.GRANT_NOT_V3,
            "The certificate is not of version 3.",
            "The CA was not told to copy the request's extensions.",
            "Issue it again with '-copy_extensions copy' (OpenSSL 3) or the recipe of your CA."),
    ALGORITHM(
            Sw.GRANT_ALGORITHM,
            "The certificate is signed with an algorithm that the card has not.",
            "The card knows ECDSA with P-256 and, where its silicon can, P-384 and RSA-2048.",
            "Use a CA whose key the card knows."),
    ISSUER_UNKNOWN(
            Sw.GRANT_ISSUER_UNKNOWN,
            "The certificate's issuer is not trusted by the card.",
            "An intermediate certificate is missing, or the CA was never imported.",
            "Give the whole chain with --chain, or import the CA ('keymeter trust import')."),
    ANCHOR_NOT_IN_POLICY(
            Sw.GRANT_ANCHOR_NOT_IN_POLICY,
            "The key does not accept grants from this CA.",
            "Its policy, fixed when it was created, names other CA keys.",
            "Have the grant issued by a CA that the key names ('keymeter key show')."),
    SIGNATURE(
            Sw.GRANT_SIGNATURE,
            "The certificate's signature is wrong.",
            "The file was altered, or another CA of the same name signed it.",
            "Get the file again from the approver."),
    EXPIRED(
            Sw.GRANT_EXPIRED,
            "The certificate, or one of its chain, has expired.",
            "A later grant was redeemed under the same CA since, or the chain's dates do not overlap.",
            "Ask for a new grant."),
    VALIDITY(
            Sw.GRANT_VALIDITY,
            "The certificate ends before it begins.",
            "The CA's clock or its settings are wrong.",
            "Have the approver correct them and issue the grant again."),
    CRITICAL_EXTENSION(
            Sw.GRANT_CRITICAL_EXTENSION,
            "The certificate has a critical extension that the card does not know, or one twice.",
            "The CA's profile adds it.",
            "Issue the grant again by the recipe."),
    ISSUER_NO_CA(
            Sw.GRANT_ISSUER_NO_CA,
            "An intermediate certificate is not that of a CA.",
            "It lacks basicConstraints CA:TRUE or keyUsage keyCertSign.",
            "Give it 'basicConstraints=critical,CA:TRUE,pathlen:0' and 'keyUsage=critical,keyCertSign,cRLSign'."),
    PATH_LENGTH(
            Sw.GRANT_PATH_LENGTH,
            "The chain has more intermediate certificates than allowed.",
            "The key's policy or a CA's path length limits them.",
            "Have the grant issued nearer to the CA that the key names."),
    IS_CA(
            Sw.GRANT_IS_CA,
            "The grant would be a CA certificate.",
            "The CA copied basicConstraints or keyCertSign from a request, which it must set itself.",
            "Tell the approver: the request may have been swapped. Issue it again by the recipe."),
    KEY_USAGE(
            Sw.GRANT_KEY_USAGE,
            "The grant's keyUsage lacks digitalSignature.",
            "The CA's profile sets another one.",
            "Issue it again with 'keyUsage=critical,digitalSignature'."),
    EXTENDED_KEY_USAGE(
            Sw.GRANT_EXTENDED_KEY_USAGE,
            "The extendedKeyUsage of the grant or of an intermediate lacks the one for grants.",
            "The CA's profile sets another one.",
            "Issue that certificate again by the recipe, or an intermediate without extendedKeyUsage."),
    SUBJECT_KEY(
            Sw.GRANT_SUBJECT_KEY,
            "The grant is for another device key.",
            "It answers the request of another card, or of this one before it was initialised again.",
            "Insert the card that asked, or ask again with this one."),
    NOT_CRITICAL(
            Sw.GRANT_NOT_CRITICAL,
            "The grant extension is not marked critical.",
            "The CA changed the flag when it copied the extension.",
            "Have the CA copy it as it is."),
    NOT_REQUESTED(
            Sw.GRANT_NOT_REQUESTED,
            "The key waits for no grant.",
            "The grant was redeemed before, or the request died: a generation was made or retired, or eight"
                    + " certificates with wrong signatures came.",
            "Make a new request ('keymeter grant request')."),
    OTHER_CARD(
            Sw.GRANT_OTHER_CARD,
            "The grant is for another card.",
            "Grants were mixed up.",
            "Insert the card that asked, or ask again with this one."),
    OTHER_INSTANCE(
            Sw.GRANT_OTHER_INSTANCE,
            "The grant is for this card before it was initialised again.",
            "The request is older than the initialisation.",
            "Make a new request."),
    OTHER_KEY(
            Sw.GRANT_OTHER_KEY,
            "The grant is for another key of this card.",
            "It was redeemed for the wrong slot, or the key was deleted since.",
            "Redeem it for the key it names ('keymeter grant show')."),
    OTHER_GENERATION(
            Sw.GRANT_OTHER_GENERATION,
            "The grant is for another generation of the key.",
            "The key was rotated after the request.",
            "Make a new request."),
    OTHER_NONCE(
            Sw.GRANT_OTHER_NONCE,
            "The grant answers an older request.",
            "A newer request replaced the one it answers.",
            "Wait for the grant to the latest request, or make a new one."),
    USES(
            Sw.GRANT_USES,
            "The grant gives no uses, or more than were asked.",
            "The approver's side changed the number upwards, or to zero.",
            "Have it issued with at most the uses asked for."),
    ABOVE_CEILING(
            Sw.GRANT_ABOVE_CEILING,
            "More uses than the key's ceiling.",
            "The ceiling was fixed when the key was created.",
            "Ask for at most the ceiling ('keymeter key show')."),
    NEVER(
            Sw.GRANT_NEVER,
            "The key can never be refilled.",
            "Its policy names no CA.",
            "Use a key whose policy names one."),
    /** The host's own: the card has no clock, and would take the date for the present from then on. */
    FROM_THE_FUTURE(
            (short) 0,
            "The certificate becomes valid in the future.",
            "The clock of this machine or of the approver's is wrong, or the grant is meant for later.",
            "Check both clocks; redeem the grant when it is valid.");

    private final short statusWord;
    private final String happened;
    private final String likelyCause;
    private final String remedy;

    GrantRefusal(short statusWord, String happened, String likelyCause, String remedy) {
        this.statusWord = statusWord;
        this.happened = happened;
        this.likelyCause = likelyCause;
        this.remedy = remedy;
    }

    /** The reason of a status word, empty if it is none of 9801 to 9819. */
    public static Optional<GrantRefusal> of(StatusWord status) {
        return Arrays.stream(values())
                .filter(reason -> status.isGrantRefused() && status.is(reason.statusWord))
                .findFirst();
    }

    /** One of {@link Sw}, or 0 for what the host alone refuses. */
    public short statusWord() {
        return statusWord;
    }

    /** Short and stable, for a user to quote. */
    public String code() {
        return statusWord == 0 ? "KM-G1" : "KM-" + StatusWord.of(statusWord);
    }

    /** A sentence. */
    public String happened() {
        return happened;
    }

    /** A sentence. */
    public String likelyCause() {
        return likelyCause;
    }

    /** A sentence. */
    public String remedy() {
        return remedy;
    }
}
