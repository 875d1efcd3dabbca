package dev.cairn.artifacts.azure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.artifacts.bucket.ObjectPage;
import dev.cairn.artifacts.bucket.StoredObject;
import dev.cairn.http.ApiException;
import org.junit.jupiter.api.Test;

/// What an account with a hierarchical namespace answers, which Azurite is not.
final class AzureXmlTest {
    private static final byte[] WITH_FOLDERS = """
            <?xml version="1.0" encoding="utf-8"?>
            <EnumerationResults ServiceEndpoint="https://a.blob.core.windows.net/" ContainerName="c"><Blobs>
              <Blob><Name>p/a</Name><Properties><Etag>0x1</Etag><ResourceType>directory</ResourceType>
                <Content-Length>0</Content-Length></Properties></Blob>
              <Blob><Name>p/a/file</Name><Properties><Etag>0x2</Etag><ResourceType>file</ResourceType>
                <Content-Length>7</Content-Length>
                <Last-Modified>Thu, 01 Jan 2026 00:00:00 GMT</Last-Modified></Properties></Blob>
            </Blobs><NextMarker>more</NextMarker></EnumerationResults>
            """.getBytes(UTF_8);

    @Test
    void foldersThatAreThingsOfTheirOwnAreNoFiles() {
        ObjectPage flat = AzureXml.page(WITH_FOLDERS, false);

        assertThat(flat.folders()).containsExactly("p/a");
        assertThat(flat.objects()).extracting(StoredObject::key).containsExactly("p/a/file");
        assertThat(flat.objects()).extracting(StoredObject::size).containsExactly(7L);
        assertThat(flat.next()).isEqualTo("more");
        assertThat(AzureXml.page(WITH_FOLDERS, true).folders()).isEmpty();
    }

    @Test
    void whatIsNoXmlIsNoAnswer() {
        assertThatThrownBy(() -> AzureXml.page("<html><p>Proxy".getBytes(UTF_8), false))
                .isInstanceOf(ApiException.class);
    }
}
