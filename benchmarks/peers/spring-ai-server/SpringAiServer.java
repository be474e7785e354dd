package io.mcpagent.benchmarks.peers;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.openai.client.OpenAIClientAsyncImpl;
import com.openai.client.OpenAIClientImpl;
import com.openai.core.ClientOptions;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.advisor.MessageChatMemoryAdvisor;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.ai.chat.memory.MessageWindowChatMemory;
import org.springframework.ai.chat.memory.repository.jdbc.JdbcChatMemoryRepository;
import org.springframework.ai.chat.memory.repository.jdbc.SqliteChatMemoryRepositoryDialect;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.openai.http.okhttp.SpringAiOpenAiHttpClient;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * A chat server as one would write it with Spring Boot and Spring AI, on servlets with virtual threads or on WebFlux, as
 * {@code spring.main.web-application-type} says. It knows one API key, whose hash it compares. It stores nothing, or where
 * {@code benchmark.log} names a file, what was said, by Spring AI's own memory in SQLite.
 */
@SpringBootApplication
public class SpringAiServer {
    private static final String BEARER = "Bearer ";
    private static final int CONNECTIONS = 10_000;

    public static void main(String[] args) {
        SpringApplication.run(SpringAiServer.class, args);
    }

    record Asked(String message) {}

    record Answered(String answer) {}

    /** Who comes with the key. */
    static final class Keys {
        private final byte[] known;

        Keys(String key) {
            this.known = hash(key);
        }

        Optional<Authentication> of(String header) {
            if (header == null || !header.startsWith(BEARER)) return Optional.empty();
            if (!MessageDigest.isEqual(known, hash(header.substring(BEARER.length())))) return Optional.empty();
            return Optional.of(UsernamePasswordAuthenticationToken.authenticated("caller", null, List.of()));
        }

        private static byte[] hash(String key) {
            try {
                return MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Bean
    Keys keys(@Value("${benchmark.key}") String key) {
        return new Keys(key);
    }

    /**
     * As the starter makes it, but for what no property sets: OkHttp has 64 streams under way at most, and keeps five
     * connections.
     */
    @Bean
    OpenAiChatModel model(@Value("${benchmark.model-url}") String url) {
        var http = SpringAiOpenAiHttpClient.builder()
                .maxIdleConnections(CONNECTIONS)
                .keepAliveDuration(Duration.ofMinutes(5))
                .dispatcherExecutorService(Executors.newVirtualThreadPerTaskExecutor())
                .build();
        http.getOkHttpClient().dispatcher().setMaxRequests(CONNECTIONS);
        http.getOkHttpClient().dispatcher().setMaxRequestsPerHost(CONNECTIONS);
        var options = ClientOptions.builder()
                .httpClient(http)
                .baseUrl(url)
                .apiKey("none")
                .build();
        return OpenAiChatModel.builder()
                .openAiClient(new OpenAIClientImpl(options))
                .openAiClientAsync(new OpenAIClientAsyncImpl(options))
                .options(OpenAiChatOptions.builder().model("mock").build())
                .build();
    }

    /** Written as ours is: ahead, and flushed with each commit. One connection, as SQLite has one writer. */
    @Bean
    @ConditionalOnProperty("benchmark.log")
    MessageChatMemoryAdvisor memory(@Value("${benchmark.log}") String file) {
        var config = new HikariConfig();
        config.setJdbcUrl("jdbc:sqlite:" + file + "?journal_mode=WAL&synchronous=FULL");
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(Duration.ofMinutes(1).toMillis());
        var source = new HikariDataSource(config);
        new ResourceDatabasePopulator(
                        new ClassPathResource("org/springframework/ai/chat/memory/repository/jdbc/schema-sqlite.sql"))
                .execute(source);
        var repository = JdbcChatMemoryRepository.builder()
                .dataSource(source)
                .dialect(new SqliteChatMemoryRepositoryDialect())
                .build();
        var memory = MessageWindowChatMemory.builder()
                .chatMemoryRepository(repository)
                .build();
        return MessageChatMemoryAdvisor.builder(memory).build();
    }

    @Bean
    ChatClient client(
            ChatClient.Builder builder,
            ObjectProvider<MessageChatMemoryAdvisor> memory,
            @Value("${benchmark.instructions}") String instructions) {
        memory.ifAvailable(builder::defaultAdvisors);
        return builder.defaultSystem(instructions).build();
    }

    /** A conversation of its own for each question. */
    private static void newConversation(ChatClient.AdvisorSpec advisors) {
        advisors.param(ChatMemory.CONVERSATION_ID, UUID.randomUUID().toString());
    }

    @Bean
    @ConditionalOnWebApplication(type = Type.SERVLET)
    SecurityFilterChain servletSecurity(HttpSecurity http, Keys keys) throws Exception {
        var filter = new OncePerRequestFilter() {
            @Override
            protected void doFilterInternal(
                    HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                keys.of(request.getHeader("Authorization")).ifPresent(caller -> {
                    var context = SecurityContextHolder.createEmptyContext();
                    context.setAuthentication(caller);
                    SecurityContextHolder.setContext(context);
                });
                chain.doFilter(request, response);
            }
        };
        return http.csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .addFilterBefore(filter, AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ASYNC, DispatcherType.ERROR)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .build();
    }

    @Bean
    @ConditionalOnWebApplication(type = Type.REACTIVE)
    SecurityWebFilterChain reactiveSecurity(ServerHttpSecurity http, Keys keys) {
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .addFilterAt(
                        (exchange, chain) -> filtered(exchange, chain, keys), SecurityWebFiltersOrder.AUTHENTICATION)
                .authorizeExchange(exchanges -> exchanges.anyExchange().authenticated())
                .build();
    }

    private static Mono<Void> filtered(ServerWebExchange exchange, WebFilterChain chain, Keys keys) {
        var done = chain.filter(exchange);
        return keys.of(exchange.getRequest().getHeaders().getFirst("Authorization"))
                .map(caller -> done.contextWrite(ReactiveSecurityContextHolder.withAuthentication(caller)))
                .orElse(done);
    }

    @RestController
    @ConditionalOnWebApplication(type = Type.SERVLET)
    static class ServletChat {
        private final ChatClient client;

        ServletChat(ChatClient client) {
            this.client = client;
        }

        @PostMapping(path = "/api/v1/chat", produces = MediaType.APPLICATION_JSON_VALUE)
        Answered ask(@RequestBody Asked asked) {
            return new Answered(client.prompt()
                    .user(asked.message())
                    .advisors(SpringAiServer::newConversation)
                    .call()
                    .content());
        }

        @PostMapping(path = "/api/v1/chat", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
        Flux<String> stream(@RequestBody Asked asked) {
            return client.prompt().user(asked.message()).stream().content();
        }
    }

    @RestController
    @ConditionalOnWebApplication(type = Type.REACTIVE)
    static class ReactiveChat {
        private final ChatClient client;

        ReactiveChat(ChatClient client) {
            this.client = client;
        }

        @PostMapping(path = "/api/v1/chat", produces = MediaType.APPLICATION_JSON_VALUE)
        Mono<Answered> ask(@RequestBody Asked asked) {
            return Mono.fromCallable(() -> new Answered(
                            client.prompt().user(asked.message()).call().content()))
                    .subscribeOn(Schedulers.boundedElastic());
        }

        @PostMapping(path = "/api/v1/chat", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
        Flux<String> stream(@RequestBody Asked asked) {
            return client.prompt().user(asked.message()).stream().content();
        }
    }
}
