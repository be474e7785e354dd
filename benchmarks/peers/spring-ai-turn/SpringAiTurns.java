import io.mcpagent.benchmarks.run.Turns;
import java.io.IOException;
import java.util.stream.Collectors;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.tool.annotation.Tool;

/** A turn of a chat client with one tool. The arguments: the model's port, and whether replies are asked for whole. */
public final class SpringAiTurns {
    private SpringAiTurns() {}

    public static final class Store {
        @Tool(name = "stock_level", description = Turns.DESCRIPTION)
        public String stock(String part) {
            return Turns.stock(part);
        }
    }

    public static void main(String[] args) throws IOException {
        var options = OpenAiChatOptions.builder()
                .baseUrl("http://127.0.0.1:" + args[0] + "/v1")
                .apiKey("none")
                .model("mock")
                .build();
        var model = OpenAiChatModel.builder().options(options).build();
        var client = ChatClient.builder(model)
                .defaultSystem(Turns.INSTRUCTIONS)
                .defaultTools(new Store())
                .build();
        if (args[1].equals("whole")) Turns.serve(question -> client.prompt().user(question).call().content());
        else
            Turns.serve(question ->
                    client.prompt().user(question).stream().content().toStream().collect(Collectors.joining()));
        System.exit(0);
    }
}
