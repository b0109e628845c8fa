package io.replicationhub.cdk;

import software.amazon.awscdk.CfnParameter;

/** All that a user is asked. Names, defaults and values of v1's twelve parameters are v1's. */
record Parameters(
        SideParameters source,
        SideParameters destination,
        JobParameters job,
        SelectionParameters selection,
        CopyParameters copies,
        RunParameters runs,
        NetworkParameters network,
        CfnParameter boundary,
        WatchParameters watch) {

    static Parameters add(ParameterSheet sheet) {
        var job = JobParameters.add(sheet.group("Job"));
        var source = SideParameters.source(sheet.group("Source"));
        var destination = SideParameters.destination(sheet.group("Destination"));
        var watch = WatchParameters.add(sheet.group("Alarms and logs"));
        var network = NetworkParameters.add(sheet.group("Network (all empty: the stack makes its own)"));
        var boundary = Roles.boundary(sheet.group("Roles"));
        var runs = RunParameters.add(sheet.group("When, and how much at once"));
        var selection = SelectionParameters.add(sheet.group("Which objects"));
        var copies = CopyParameters.add(sheet.group("How copies are kept"));
        return new Parameters(source, destination, job, selection, copies, runs, network, boundary, watch);
    }
}
