package io.lapse.producers.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.schemas.signature.HostKey;
import io.lapse.schemas.signature.SignatureHeaders;
import io.lapse.schemas.signature.SignatureHeaders.Claim;
import io.lapse.schemas.signature.SignatureVerifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostSignersTest {
  /** Written by OpenSSL 3: genpkey -algorithm ed25519, then pkey -pubout. */
  private static final String OPENSSL =
      """
      -----BEGIN PRIVATE KEY-----
      MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
      -----END PRIVATE KEY-----
      -----BEGIN PUBLIC KEY-----
      MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=
      -----END PUBLIC KEY-----
      """;

  @TempDir private Path folder;

  @Test
  void hostWithAFile_signs_eachTimeAnew() {
    KeyPair pair = KeyFile.generate();
    KeyFile.write(KeyFile.of(folder, "rack/1 ä"), pair);
    HostSigner signer = HostSigners.in(folder).of("rack/1 ä").orElseThrow();

    Claim.Signed first = signed(signer);
    Claim.Signed second = signed(signer);

    assertThat(first.keyId()).isEqualTo(signer.keyId()).isEqualTo(HostKey.id(pair.getPublic()));
    assertThat(first.digest()).isNotEqualTo(second.digest());
    assertThat(
            new SignatureVerifier()
                .verifies(second.signature(), pair.getPublic(), text("k"), text("v")))
        .isTrue();
  }

  private static Claim.Signed signed(HostSigner signer) {
    Headers headers = new RecordHeaders();
    signer.sign(headers, text("k"), text("v"));
    return (Claim.Signed) SignatureHeaders.read(headers);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void hostWithoutAFile_doesNotSign_andIsNamed() {
    KeyFile.write(KeyFile.of(folder, "h0"), KeyFile.generate());
    HostSigners signers = HostSigners.in(folder);

    assertThat(signers.of("h0")).isPresent();
    assertThat(signers.of("h1")).isEmpty();
    assertThat(signers.unsigned()).containsExactly("h1");
    assertThat(HostSigners.none().of("h0")).isEmpty();
  }

  @Test
  void newFile_isForItsOwnerOnly_andReplacesNone() throws IOException {
    Path file = KeyFile.of(folder, "h0");
    KeyFile.write(file, KeyFile.generate());

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThatThrownBy(() -> KeyFile.write(file, KeyFile.generate()))
        .isInstanceOf(KeyFileException.class)
        .hasMessage(file + " is there already");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----"})
  void fileThatOthersMayRead_isRefused(String permissions) throws IOException {
    Path file = KeyFile.of(folder, "h0");
    KeyFile.write(file, KeyFile.generate());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

    assertThatThrownBy(() -> HostSigner.read(file))
        .isInstanceOf(KeyFileException.class)
        .hasMessage(
            file
                + ": expected a file that nobody but its owner may read or write (chmod 600): "
                + permissions);
  }

  @Test
  void fileOfOpenssl_isRead() throws IOException {
    assertThat(HostSigner.read(file(OPENSSL)).keyId()).isEqualTo("06e3fd8fda29bb60");
  }

  @Test
  void publicKeyOfAnotherPair_isRefused() throws IOException {
    String other = KeyFile.pem(KeyFile.generate().getPublic());
    Path file = file(OPENSSL.substring(0, OPENSSL.indexOf("-----BEGIN PUBLIC")) + other);

    assertThatThrownBy(() -> HostSigner.read(file))
        .isInstanceOf(KeyFileException.class)
        .hasMessage(file + ": expected the public key of its private key");
  }

  /** What is wrong is said without what stands there. */
  @Test
  void damagedPrivateKey_isRefused_andNotQuoted() throws IOException {
    Path file = file(OPENSSL.replace("MC4CAQAw", "MC5CAQAw"));

    assertThatThrownBy(() -> HostSigner.read(file))
        .isInstanceOf(KeyFileException.class)
        .hasMessage(file + ": expected an Ed25519 private key in PKCS#8 form")
        .hasNoCause();
  }

  @Test
  void fileWithoutAKey_isRefused() throws IOException {
    Path file = file("no key");

    assertThatThrownBy(() -> HostSigner.read(file))
        .hasMessage(file + ": expected a PRIVATE KEY, in PEM");
    assertThatThrownBy(() -> KeyFile.readPublic(file))
        .hasMessage(file + ": expected a PUBLIC KEY, in PEM");
    assertThatThrownBy(() -> HostSigners.in(folder.resolve("none")))
        .isInstanceOf(KeyFileException.class);
  }

  private Path file(String text) throws IOException {
    Path file = folder.resolve("h0.pem");
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, text);
  }
}
