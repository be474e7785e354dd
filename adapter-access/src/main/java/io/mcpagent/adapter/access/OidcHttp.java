package io.mcpagent.adapter.access;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.failure.UpstreamFailure;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import okhttp3.Call;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** What the OpenID library sends, over the client that bootstrap hands in. Any failure is an {@link IOException}. */
final class OidcHttp implements HTTPRequestSender, ResourceRetriever {
    private final Call.Factory calls;

    OidcHttp(Call.Factory calls) {
        this.calls = calls;
    }

    String get(URI uri) throws IOException {
        return retrieveResource(uri.toURL()).getContent();
    }

    @Override
    public Resource retrieveResource(URL url) throws IOException {
        var request = new Request.Builder()
                .url(url)
                .header("Accept", "application/json")
                .build();
        try (var response = called(request)) {
            if (response.code() != HTTPResponse.SC_OK)
                throw new IOException("%s answered %d".formatted(url, response.code()));
            return new Resource(response.body().string(), response.header("Content-Type", "application/json"));
        }
    }

    @Override
    public HTTPResponse send(ReadOnlyHTTPRequest request) throws IOException {
        var sent = new Request.Builder().url(request.getURL());
        request.getHeaderMap().forEach((name, values) -> values.forEach(value -> sent.addHeader(name, value)));
        if (request.getMethod() == HTTPRequest.Method.POST) sent.post(form(request.getBody()));
        try (var response = called(sent.build())) {
            var read = new HTTPResponse(response.code());
            read.setContentType(response.header("Content-Type", "application/json"));
            read.setBody(response.body().string());
            return read;
        } catch (ParseException e) {
            throw new IOException("%s answered with a strange Content-Type".formatted(request.getURL()), e);
        }
    }

    private static RequestBody form(String body) {
        return RequestBody.create(body, MediaType.get("application/x-www-form-urlencoded"));
    }

    private Response called(Request request) throws IOException {
        try {
            return calls.newCall(request).execute();
        } catch (InvalidRequest | UpstreamFailure refused) {
            throw new IOException(refused.getMessage(), refused);
        }
    }
}
