package io.mcpagent.bootstrap.settings;

import io.mcpagent.adapter.rest.Front;
import io.mcpagent.adapter.rest.RestSettings;
import io.mcpagent.adapter.rest.TlsSettings;
import io.mcpagent.adapter.rest.ratelimit.RequestRates;
import io.mcpagent.domain.ratelimit.Rate;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The keys of the HTTP server, and of how much may be asked of it. */
final class ServerCatalog {
    private static final long MEBIBYTE = 1L << 20;

    static final Setting<String> HOST = new Setting<>(
            "server.host",
            SettingType.required(),
            environment -> RestSettings.DEFAULT.host(),
            RestSettings.DEFAULT.host(),
            "Where `serve` listens. Other than on `127.0.0.1`, `::1` or `localhost`, only once there are users (`docs/security.md`).");
    static final Setting<Integer> PORT = Setting.of(
            "server.port",
            SettingType.integer(0, 65_535),
            RestSettings.DEFAULT.port(),
            "Its port; 0 for one that is free.");
    static final Setting<Optional<Path>> TLS_CERTIFICATE = new Setting<>(
            "server.tls-certificate",
            SettingType.optionalPath(),
            environment -> Optional.empty(),
            "none: HTTP in the clear",
            "A PEM file with the server's certificate and those that lead to its authority. With it the server speaks TLS, and HTTP/2 with clients that know it. A renewed file is taken up within ten seconds, without a restart.");
    static final Setting<Optional<Path>> TLS_PRIVATE_KEY = new Setting<>(
            "server.tls-private-key",
            SettingType.optionalPath(),
            environment -> Optional.empty(),
            "none",
            "A PEM file with the key of that certificate, without a passphrase.");
    static final Setting<Optional<URI>> PUBLIC_URL = new Setting<>(
            "server.public-url",
            SettingType.optionalUrl(),
            environment -> Optional.empty(),
            "where it listens",
            "As browsers reach it where a proxy stands before it, such as `https://agents.example.com`.");
    static final Setting<Set<String>> ALLOWED_ORIGINS = new Setting<>(
            "server.allowed-origins",
            SettingType.several(Front::checkOrigin, "origins divided by commas"),
            environment -> Set.of(),
            "none",
            "Origins such as `https://chat.example.com`: web pages from there may call the API (CORS). Pages of any other origin are refused.");
    static final Setting<Set<String>> TRUSTED_PROXIES = new Setting<>(
            "server.trusted-proxies",
            SettingType.several(text -> SettingType.required().read().apply(text), "addresses divided by commas"),
            environment -> Set.of(),
            "none",
            "Addresses of proxies that say in `X-Forwarded-For` for whom they call, so that limits count that client and not the proxy.");
    static final Setting<Set<RateOf>> LIMITS_PER_ADDRESS = rates(
            "limits.per-address",
            RateOf.all(RestSettings.DEFAULT.rates().perAddress()),
            "How many requests one address may make without being anybody: `auth` counts attempts to sign in and tokens that are refused, and `read`, `write` and `ask` what else is open to all.");
    static final Setting<Set<RateOf>> LIMITS_PER_USER = rates(
            "limits.per-user",
            Set.of(),
            "How many requests a user may make, all API keys together, such as `ask 60/1m, write 600/1m, read 3000/1m`: `ask` is asking an agent and calling a tool.");
    static final Setting<Set<RateOf>> LIMITS_PER_KEY = rates("limits.per-key", Set.of(), "The same for each API key.");
    static final Setting<Optional<Rate>> LIMITS_TOKENS_PER_USER = new Setting<>(
            "limits.tokens-per-user",
            new SettingType<>(
                    text -> Optional.of(RateOf.rate(text)),
                    value -> value.map(RateOf::shown).orElse("")),
            environment -> Optional.empty(),
            "none",
            "How many tokens of models a user may use, read and written alike, such as `200000/1m`. A run that has begun goes on; the next question waits.");
    static final Setting<Long> MAX_BODY_SIZE = Setting.of(
            "server.max-body-size",
            SettingType.size(1 << 10, 64 * MEBIBYTE),
            (long) RestSettings.DEFAULT.limits().maxBodyBytes(),
            "A larger JSON body is refused. Uploads are limited by `documents.max-file-size`.");
    static final Setting<Duration> BODY_TIME = Setting.of(
            "server.body-time",
            SettingType.duration(Duration.ofMillis(100), Duration.ofHours(1)),
            RestSettings.DEFAULT.limits().bodyTime(),
            "How long a body may take to arrive; a large one gets a second more for each 16 KiB.");
    static final Setting<Integer> MAX_STREAMS = Setting.of(
            "server.max-streams",
            SettingType.integer(1, 100_000),
            RestSettings.DEFAULT.limits().maxStreams(),
            "How many event streams are open at once; one more is told to come later.");
    static final Setting<Duration> DRAIN_TIME = Setting.of(
            "server.drain-time",
            SettingType.duration(Duration.ZERO, Duration.ofHours(1)),
            RestSettings.DEFAULT.limits().drainTime(),
            "How long a stop waits for requests that run.");
    /** In the order of the reference. */
    static final List<Setting<?>> ALL = List.of(
            HOST,
            PORT,
            TLS_CERTIFICATE,
            TLS_PRIVATE_KEY,
            PUBLIC_URL,
            ALLOWED_ORIGINS,
            TRUSTED_PROXIES,
            LIMITS_PER_ADDRESS,
            LIMITS_PER_USER,
            LIMITS_PER_KEY,
            LIMITS_TOKENS_PER_USER,
            MAX_BODY_SIZE,
            BODY_TIME,
            MAX_STREAMS,
            DRAIN_TIME);

    private ServerCatalog() {}

    private static Setting<Set<RateOf>> rates(String name, Set<RateOf> fallback, String meaning) {
        var type = SettingType.several(RateOf::parse, "classes with rates, such as ask 60/1m, divided by commas");
        var shown = fallback.isEmpty() ? "none" : type.show().apply(fallback);
        return new Setting<>(name, type, environment -> fallback, shown, meaning);
    }

    static RestSettings read(SettingsReader reader) {
        var front = new Front(
                tls(reader), reader.get(PUBLIC_URL), reader.get(ALLOWED_ORIGINS), reader.get(TRUSTED_PROXIES));
        var rates = new RequestRates(
                RateOf.byClass(reader.get(LIMITS_PER_ADDRESS)),
                RateOf.byClass(reader.get(LIMITS_PER_USER)),
                RateOf.byClass(reader.get(LIMITS_PER_KEY)));
        var limits = new RestSettings.Limits(
                reader.get(MAX_BODY_SIZE).intValue(),
                reader.get(Catalog.DOCUMENTS_MAX_FILE_SIZE),
                reader.get(BODY_TIME),
                reader.get(MAX_STREAMS),
                reader.get(DRAIN_TIME));
        return new RestSettings(reader.get(HOST), reader.get(PORT), front, rates, limits);
    }

    private static Optional<TlsSettings> tls(SettingsReader reader) {
        var certificate = reader.get(TLS_CERTIFICATE);
        var key = reader.get(TLS_PRIVATE_KEY);
        if (certificate.isPresent() != key.isPresent())
            throw new IllegalArgumentException(
                    "server.tls-certificate and server.tls-private-key go together, and one of them is missing");
        return certificate.map(file -> new TlsSettings(file, key.orElseThrow()));
    }

    static Stream<String> shown(RestSettings server, Optional<Rate> tokensPerUser) {
        return Stream.of(
                Settings.line(HOST, server.host()),
                Settings.line(PORT, server.port()),
                Settings.line(TLS_CERTIFICATE, server.front().tls().map(TlsSettings::certificate)),
                Settings.line(TLS_PRIVATE_KEY, server.front().tls().map(TlsSettings::privateKey)),
                Settings.line(PUBLIC_URL, server.front().publicUrl()),
                Settings.line(ALLOWED_ORIGINS, server.front().allowedOrigins()),
                Settings.line(TRUSTED_PROXIES, server.front().trustedProxies()),
                Settings.line(LIMITS_PER_ADDRESS, RateOf.all(server.rates().perAddress())),
                Settings.line(LIMITS_PER_USER, RateOf.all(server.rates().perUser())),
                Settings.line(LIMITS_PER_KEY, RateOf.all(server.rates().perKey())),
                Settings.line(LIMITS_TOKENS_PER_USER, tokensPerUser),
                Settings.line(MAX_BODY_SIZE, (long) server.limits().maxBodyBytes()),
                Settings.line(BODY_TIME, server.limits().bodyTime()),
                Settings.line(MAX_STREAMS, server.limits().maxStreams()),
                Settings.line(DRAIN_TIME, server.limits().drainTime()));
    }
}
