package org.tokenwright.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.stream.Stream;

/** The rules of the house. They stand here because this module sees all others. */
@AnalyzeClasses(packages = "org.tokenwright", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "org.tokenwright.";

    /** Layers that are still empty hold nothing to check. */
    @ArchTest
    static final ArchRule LAYERS = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("text")
            .definedBy(ROOT + "text..")
            .layer("vocab")
            .definedBy(ROOT + "vocab..")
            .layer("tokenizers")
            .definedBy(ROOT + "tokenizers..")
            .layer("boundary")
            .definedBy(ROOT + "boundary..")
            .layer("embeddings")
            .definedBy(ROOT + "embeddings..")
            .layer("lucene")
            .definedBy(ROOT + "lucene..")
            .layer("cli")
            .definedBy(ROOT + "cli..")
            .whereLayer("text")
            .mayNotAccessAnyLayer()
            .whereLayer("vocab")
            .mayOnlyAccessLayers("text")
            .whereLayer("tokenizers")
            .mayOnlyAccessLayers("text", "vocab")
            .whereLayer("boundary")
            .mayOnlyAccessLayers("text", "vocab")
            .whereLayer("embeddings")
            .mayOnlyAccessLayers("text", "vocab", "tokenizers")
            .whereLayer("lucene")
            .mayOnlyAccessLayers("text", "vocab", "tokenizers", "boundary", "embeddings")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule NO_CYCLES_BETWEEN_FAMILIES =
            slices().matching(ROOT + "(*)..").should().beFreeOfCycles();

    /** The package above them, which holds the API and finds tokenizers, stands outside. */
    @ArchTest
    static final ArchRule NO_CYCLES_BETWEEN_PACKAGES_OF_TOKENIZERS =
            slices().matching(ROOT + "tokenizers.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule SILENT_LIBRARY = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + "cli..", ROOT + "testing..", ROOT + "benchmarks..")
            .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule NO_THREAD_LOCALS =
            noClasses().should().dependOnClassesThat().areAssignableTo(ThreadLocal.class);

    @ArchTest
    static final ArchRule NO_STATIC_STATE = fields().that().areStatic().should().beFinal();

    @ArchTest
    static final ArchRule NO_FASTUTIL_IN_PUBLIC_FIELDS =
            noFields().that().arePublic().or().areProtected().should().haveRawType(ofFastutil());

    @ArchTest
    static final ArchRule NO_FASTUTIL_IN_PUBLIC_SIGNATURES =
            codeUnits().that().arePublic().or().areProtected().should(notNameFastutil());

    private static DescribedPredicate<JavaClass> ofFastutil() {
        return JavaClass.Predicates.resideInAPackage("it.unimi.dsi.fastutil..");
    }

    private static ArchCondition<JavaCodeUnit> notNameFastutil() {
        return new ArchCondition<>("not name a type of fastutil if their class is public") {
            @Override
            public void check(JavaCodeUnit unit, ConditionEvents events) {
                boolean named = Stream.concat(
                                unit.getReturnType().getAllInvolvedRawTypes().stream(),
                                unit.getParameterTypes().stream()
                                        .flatMap(type -> type.getAllInvolvedRawTypes().stream()))
                        .anyMatch(ofFastutil());
                if (named && unit.getOwner().getModifiers().contains(JavaModifier.PUBLIC)) {
                    events.add(SimpleConditionEvent.violated(unit, unit.getFullName() + " names a type of fastutil"));
                }
            }
        };
    }
}
