package io.mcpagent.adapter.documents;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Kinds of text. What starts like HTML is HTML; otherwise the name decides. */
enum TextKind {
    MARKDOWN,
    HTML,
    CODE,
    PLAIN;

    private static final int START = 4096;
    private static final Pattern HTML_START = Pattern.compile(
            "\\A\\s*(?:<\\?xml[^>]*>\\s*)?(?:<!--.*?-->\\s*)*<(?:!doctype\\s+html|html)\\b",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Set<String> MARKDOWN_ENDINGS = Set.of("md", "markdown", "mdown", "mkd", "mdx", "qmd", "rmd");
    private static final Set<String> HTML_ENDINGS = Set.of("html", "htm", "xhtml");
    private static final Set<String> CODE_ENDINGS = Set.of(
            // Programs
            ("java kt kts scala groovy gradle clj cljs cljc c h cc cpp cxx hh hpp hxx m mm cs fs fsx vb swift go rs zig d nim"
                            + " py pyi pyx rb php pl pm lua r jl dart ex exs erl hrl hs lhs ml mli elm lisp el scm rkt f f90"
                            + " f95 for pas ada adb ads cob asm s v sv vhd vhdl sol proto thrift graphql gql sql js mjs cjs"
                            + " jsx ts mts cts tsx vue svelte astro css scss sass less sh bash zsh fish ps1 psm1 bat cmd awk"
                            + " sed tcl vim nix tf hcl bzl cmake mk make dockerfile wgsl glsl hlsl cu ipynb"
                            // Data and settings
                            + " json json5 jsonl ndjson yaml yml toml xml xsd xsl xslt svg plist csv tsv ini cfg conf"
                            + " properties env lock diff patch po")
                    .split(" "));
    private static final Set<String> CODE_NAMES = Set.of(
            "makefile",
            "gnumakefile",
            "dockerfile",
            "containerfile",
            "jenkinsfile",
            "vagrantfile",
            "rakefile",
            "gemfile",
            "justfile",
            "build",
            "workspace",
            "cmakelists.txt");

    static TextKind of(String name, String text) {
        var file = name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        var ending = file.substring(file.lastIndexOf('.') + 1);
        var start = text.substring(0, Math.min(text.length(), START));
        if (HTML_ENDINGS.contains(ending)) return HTML;
        if (CODE_NAMES.contains(file)) return CODE;
        if (file.indexOf('.') >= 0) {
            if (MARKDOWN_ENDINGS.contains(ending)) return MARKDOWN;
            if (CODE_ENDINGS.contains(ending)) return CODE;
        }
        if (HTML_START.matcher(start).find()) return HTML;
        return start.startsWith("#!") ? CODE : PLAIN;
    }
}
