package io.replicationhub.config;

/** What a setting is called where a user gives it: a variable of a deployed program, an option of the command line. */
public interface SettingName {
    /** As the user wrote it, so that a message about it can be acted on. */
    String variable();

    /** What it says, as the end of a sentence that begins with "it must be". */
    String meaning();
}
