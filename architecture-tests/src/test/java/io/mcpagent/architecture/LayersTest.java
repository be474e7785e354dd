package io.mcpagent.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.mcpagent", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
    @ArchTest
    static final ArchRule theDomainKnowsTheJdkAlone = classes()
            .that()
            .resideInAPackage("io.mcpagent.domain..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify.annotations..", "io.mcpagent.domain..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule theApplicationKnowsTheDomainAlone = classes()
            .that()
            .resideInAPackage("io.mcpagent.application..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..", "org.jspecify.annotations..", "io.mcpagent.domain..", "io.mcpagent.application..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule noAdapterKnowsAnother = slices().matching("io.mcpagent.adapter.(*)..")
            .should()
            .notDependOnEachOther()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule bootstrapAloneKnowsTheAdapters = classes()
            .that()
            .resideInAPackage("io.mcpagent.adapter..")
            .should()
            .onlyHaveDependentClassesThat()
            .resideInAnyPackage("io.mcpagent.adapter..", "io.mcpagent.bootstrap..", "io.mcpagent.benchmarks..")
            .allowEmptyShould(true);
}
