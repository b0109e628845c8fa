package io.replicationhub.wire.http;

import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import javax.crypto.Cipher;
import javax.crypto.NoSuchPaddingException;

/**
 * Which implementation of AES-GCM and SHA-2 this process uses. Amazon's Corretto Crypto Provider, where its library
 * loads, is as fast under the C1 compiler as under C2; the JDK's own code is 19 times slower there on bulk, and Lambda
 * runs on C1.
 */
public final class CryptoProvider {
    private static final String NATIVE = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

    private CryptoProvider() {}

    /** Puts the native provider first where it is there and loads; otherwise changes nothing. Says whether it is in force. */
    public static boolean preferNative() {
        if (isNative()) {
            return true;
        }
        try {
            Class<?> type = Class.forName(NATIVE);
            Provider provider = (Provider) type.getField("INSTANCE").get(null);
            Throwable loading = (Throwable) type.getMethod("getLoadingError").invoke(provider);
            if (loading != null) {
                return false;
            }
            Security.insertProviderAt(provider, 1);
            return isNative();
        } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
            // Not for this platform: the JDK's own does the work.
            return false;
        }
    }

    /** Whether AES-GCM is done by native code. */
    public static boolean isNative() {
        return name().startsWith("AmazonCorretto");
    }

    /** The name of the provider that does AES-GCM. */
    public static String name() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding").getProvider().getName();
        } catch (NoSuchAlgorithmException | NoSuchPaddingException e) {
            return "none";
        }
    }
}
