package io.replicationhub.cli.doctor;

import com.fasterxml.jackson.core.JsonGenerator;
import io.replicationhub.cli.show.SummaryJson;
import io.replicationhub.permission.Grant;
import io.replicationhub.permission.Policy;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** The findings for programs. Field names are part of the contract. */
final class DoctorJson {
    private DoctorJson() {}

    static void write(List<Diagnosis> diagnoses, PrintStream out) throws IOException {
        SummaryJson.write(out, json -> {
            for (Diagnosis diagnosis : diagnoses) {
                json.writeObjectFieldStart(diagnosis.subject().name());
                json.writeStringField("location", diagnosis.subject().location());
                if (!diagnosis.subject().profile().isEmpty()) {
                    json.writeStringField("profile", diagnosis.subject().profile());
                }
                json.writeBooleanField("reached", diagnosis.reached());
                json.writeArrayFieldStart("findings");
                for (Finding finding : diagnosis.findings()) {
                    write(finding, json);
                }
                json.writeEndArray();
                List<Grant> missing = diagnosis.missing();
                if (!missing.isEmpty()) {
                    json.writeFieldName("missingPolicy");
                    Policy.ofIdentity(missing).write(json);
                }
                json.writeEndObject();
            }
        });
    }

    private static void write(Finding finding, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("probe", finding.probe());
        json.writeStringField("verdict", finding.verdict().toString());
        json.writeStringField("says", finding.says());
        if (finding.advice().isPresent()) {
            json.writeStringField("advice", finding.advice().get());
        }
        if (finding.missing().isPresent()) {
            Grant grant = finding.missing().get();
            json.writeObjectFieldStart("missing");
            json.writeStringField("action", grant.action().id());
            json.writeStringField("resource", grant.resource());
            json.writeEndObject();
        }
        json.writeEndObject();
    }
}
