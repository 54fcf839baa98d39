package com.licel.jcardsim.crypto;

import com.licel.jcardsim.bouncycastle.asn1.sec.SECNamedCurves;
import com.licel.jcardsim.bouncycastle.asn1.x9.X9ECParameters;
import com.licel.jcardsim.bouncycastle.crypto.params.ECDomainParameters;
import com.licel.jcardsim.bouncycastle.math.ec.AbstractECMultiplier;
import com.licel.jcardsim.bouncycastle.math.ec.ECCurve;
import com.licel.jcardsim.bouncycastle.math.ec.ECPoint;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.crypto.ec.CustomNamedCurves;

/**
 * The curves that cards use, made once. jCardSim makes the curve anew for each operation, with the generator's tables, and its
 * copy of BouncyCastle lacks the arithmetic that the host's has for each of these curves.
 */
final class KnownCurve {
    private static final List<ECDomainParameters> ALL =
            Stream.of("secp256r1", "secp384r1").map(KnownCurve::make).toList();

    private KnownCurve() {}

    private static ECDomainParameters make(String name) {
        X9ECParameters named = SECNamedCurves.getByName(name);
        ECCurve curve = named.getCurve()
                .configure()
                .setMultiplier(
                        new HostMultiplier(CustomNamedCurves.getByName(name).getCurve()))
                .create();
        return new ECDomainParameters(curve, curve.importPoint(named.getG()), named.getN(), named.getH());
    }

    /** The same parameters, with what is known of them; others, as those that a cut left half written, as they are. */
    static ECDomainParameters of(ECDomainParameters parameters) {
        return ALL.stream()
                .filter(known -> known.equals(parameters) && known.getH().equals(parameters.getH()))
                .findFirst()
                .orElse(parameters);
    }

    /** Multiplies a point by the host's arithmetic. */
    private static final class HostMultiplier extends AbstractECMultiplier {
        private final org.bouncycastle.math.ec.ECCurve host;

        HostMultiplier(org.bouncycastle.math.ec.ECCurve host) {
            this.host = host;
        }

        @Override
        protected ECPoint multiplyPositive(ECPoint point, BigInteger times) {
            byte[] encoded = point.getEncoded(false);
            return point.getCurve()
                    .decodePoint(host.decodePoint(encoded).multiply(times).getEncoded(false));
        }
    }
}
