package io.mcpagent.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.adapter.rest.Description.Answered;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Thousands of requests that nobody expects: none breaks the server, none learns what it is not to know, and whatever is
 * answered is described. {@code -Dfuzz.seed=N} repeats a run; {@code -Dfuzz.server=URL} with {@code -Dfuzz.code=CODE}
 * does it to a new server elsewhere on this machine.
 */
class FuzzTest extends RestTest {
    private static final Duration SLOW = Duration.ofSeconds(10);
    private static final int CHECK_EVERY = 250;
    private static final Pattern LEAKS = Pattern.compile(
            "Exception|Throwable|\\tat |\\.java:|io\\.mcpagent|org\\.eclipse|io\\.javalin|com\\.fasterxml|java\\.(lang|util|io)|jakarta\\.|"
                    + Pattern.quote(Path.of("").toAbsolutePath().toString()));
    /** A refusal in a library's words: {@code JsonReadFeature.ALLOW_X}, {@code StreamReadConstraints.getX()}. */
    private static final Pattern LIBRARY =
            Pattern.compile("\\b(?:[A-Z][a-z]+){2,}(?:\\.[A-Za-z]|\\w*\\()|\\bALLOW_[A-Z]+");

    /** Where the method, the path or a header is none that an operation has. */
    private static final Set<Integer> REFUSED =
            Set.of(400, 401, 403, 404, 405, 408, 411, 413, 414, 415, 417, 422, 426, 431, 501, 505);

    @Override
    RestSettings settings() {
        return settings(Duration.ofSeconds(2), 50);
    }

    @Test
    void noRequestBreaksItOrLearnsAnythingOrIsAnsweredOtherwiseThanDescribed() throws IOException {
        fuzz(2_000);
    }

    @Test
    @Tag("nightly")
    void norDoesAnyOfTwentyThousand() throws IOException {
        fuzz(20_000);
    }

    private void fuzz(int count) throws IOException {
        long seed = Optional.ofNullable(Long.getLong("fuzz.seed"))
                .orElseGet(() -> ThreadLocalRandom.current().nextLong());
        var fuzzed = fuzzed();
        var requests = new FuzzRequests(fuzzed, seed);
        var failures = new ArrayList<String>();
        var statuses = new TreeMap<Integer, Integer>();
        for (var n = 1; n <= count; n++) {
            var request = requests.next();
            var began = System.nanoTime();
            var answer = answer(fuzzed, request, seed, n);
            var took = Duration.ofNanos(System.nanoTime() - began);
            statuses.merge(answer.status(), 1, Integer::sum);
            for (var wrong : wrong(fuzzed, request, answer, took)) {
                failures.add("request %d, %s: %s%n%s%n--> %d %s%n"
                        .formatted(
                                n,
                                request.operation().id(),
                                wrong,
                                request.shown(),
                                answer.status(),
                                cut(answer.body())));
            }
            fuzzed.learn(answer);
            if (n % CHECK_EVERY == 0)
                assertThat(fuzzed.isSound()).as("seed %d, request %d", seed, n).isTrue();
        }
        assertThat(failures).as("-Dfuzz.seed=%d; statuses %s", seed, statuses).isEmpty();
        assertThat(fuzzed.isSound()).as("-Dfuzz.seed=%d", seed).isTrue();
        assertThat(statuses.keySet()).as("what was tried").contains(200, 201, 204, 400, 401, 403, 404, 405, 415, 422);
    }

    private static Answered answer(FuzzedServer fuzzed, FuzzedRequest request, long seed, int number)
            throws IOException {
        try {
            return fuzzed.send(request.bytes());
        } catch (SocketTimeoutException hangs) {
            throw new AssertionError(
                    "-Dfuzz.seed=%d, request %d is not answered:%n%s".formatted(seed, number, request.shown()), hangs);
        }
    }

    private FuzzedServer fuzzed() {
        var elsewhere = System.getProperty("fuzz.server");
        return elsewhere == null
                ? new FuzzedServer(
                        server().address(), platform.access.firstOwner().code().orElseThrow())
                : new FuzzedServer(URI.create(elsewhere), System.getProperty("fuzz.code"));
    }

    /** Nobody answers at the addresses of tool servers that are made up. */
    private static boolean isOfAnotherServer(Answered answer) {
        return answer.body().contains("\"code\":\"tool_server_");
    }

    private static List<String> wrong(FuzzedServer fuzzed, FuzzedRequest request, Answered answer, Duration took) {
        var wrong = new ArrayList<String>();
        var everything = answer.headers() + answer.body();
        if (answer.status() == 0) wrong.add("no answer");
        if (took.compareTo(SLOW) > 0) wrong.add("it took " + took);
        if (answer.status() >= 500 && answer.status() != 501 && answer.status() != 505 && !isOfAnotherServer(answer))
            wrong.add("an error of ours");
        var leak = LEAKS.matcher(everything);
        if (leak.find()) wrong.add("it tells " + leak.group());
        var library = LIBRARY.matcher(everything);
        if (answer.status() >= 400 && library.find()) wrong.add("it speaks of " + library.group());
        if (everything.contains(FuzzedServer.ADAS)) wrong.add("it tells what is Ada's");
        if (answer.headers().containsKey("x-injected")) wrong.add("it has a header of the client's");
        if (request.isValid() && Set.of(400, 415).contains(answer.status())) wrong.add("it refuses what is described");
        if (request.isPlain()) wrong.addAll(fuzzed.description.problems(request.operation(), answer));
        else if (answer.status() >= 400) wrong.addAll(refusal(fuzzed, request, answer));
        return wrong;
    }

    private static List<String> refusal(FuzzedServer fuzzed, FuzzedRequest request, Answered answer) {
        var wrong = new ArrayList<String>();
        if (!REFUSED.contains(answer.status())
                && !request.operation().json().path("responses").has(Integer.toString(answer.status())))
            wrong.add("nobody expects this status");
        // Packed ones are looked at by CompressionTest.
        if (request.method().equals("HEAD") || answer.header("Content-Encoding").isPresent()) return wrong;
        if (!answer.header("Content-Type").orElse("").equals("application/problem+json")) wrong.add("it is no problem");
        else {
            var schema = fuzzed.description.document().at("/components/schemas/Problem");
            wrong.addAll(fuzzed.description.problems(schema, json(answer.body())));
        }
        return wrong;
    }

    private static String cut(String body) {
        return body.length() <= 600 ? body : body.substring(0, 600) + "…";
    }
}
