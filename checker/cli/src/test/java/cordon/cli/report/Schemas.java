package cordon.cli.report;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.InputStream;
import java.io.StringReader;
import java.util.List;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;

/** The published schemas of the formats. */
public final class Schemas {
    private Schemas() {}

    /** Fails if {@code xml} is not what CI servers read as JUnit's. */
    public static void assertJUnit(String xml) throws Exception {
        try (InputStream schema = resource("jenkins-junit.xsd")) {
            SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
            var validator = factory.newSchema(new StreamSource(schema)).newValidator();
            assertDoesNotThrow(() -> validator.validate(new StreamSource(new StringReader(xml))), xml);
        }
    }

    /** Fails if {@code json} is not SARIF 2.1.0. */
    public static void assertSarif(String json) throws Exception {
        try (InputStream schema = resource("sarif-2.1.0-rtm.5.json")) {
            SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4);
            assertEquals(List.of(), registry.getSchema(schema).validate(json, InputFormat.JSON));
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(Schemas.class.getResourceAsStream(name), name);
    }
}
