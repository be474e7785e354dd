import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.SystemMessage;
import dev.langchain4j.service.TokenStream;
import io.mcpagent.benchmarks.run.Turns;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** A turn of an AI service with one tool. The arguments: the model's port, and whether replies are asked for whole. */
public final class LangChain4jTurns {
    private LangChain4jTurns() {}

    interface Whole {
        @SystemMessage(Turns.INSTRUCTIONS)
        String ask(String question);
    }

    interface Streamed {
        @SystemMessage(Turns.INSTRUCTIONS)
        TokenStream ask(String question);
    }

    public static final class Store {
        @Tool(name = "stock_level", value = Turns.DESCRIPTION)
        public String stock(@P("the part") String part) {
            return Turns.stock(part);
        }
    }

    public static void main(String[] args) throws IOException {
        var url = "http://127.0.0.1:" + args[0] + "/v1";
        if (args[1].equals("whole")) whole(url);
        else streamed(url);
        System.exit(0);
    }

    private static void whole(String url) throws IOException {
        var model = OpenAiChatModel.builder().baseUrl(url).apiKey("none").modelName("mock").build();
        var service = AiServices.builder(Whole.class).chatModel(model).tools(new Store()).build();
        Turns.serve(service::ask);
    }

    private static void streamed(String url) throws IOException {
        var model = OpenAiStreamingChatModel.builder().baseUrl(url).apiKey("none").modelName("mock").build();
        var service = AiServices.builder(Streamed.class).streamingChatModel(model).tools(new Store()).build();
        Turns.serve(question -> {
            var answer = new CompletableFuture<String>();
            service.ask(question)
                    .onPartialResponse(part -> {})
                    .onCompleteResponse(reply -> answer.complete(reply.aiMessage().text()))
                    .onError(answer::completeExceptionally)
                    .start();
            return answer.join();
        });
    }
}
