package io.replicationhub.cli.doctor;

/**
 * What is examined.
 *
 * @param name for programs and, in capitals, for people: source, destination or stack
 * @param location as the user wrote it
 * @param kind what it is, for people
 * @param profile that of a store, by its name; empty of what is none
 * @param asked the credentials that it is asked with; no secret
 * @param isAmazon whether it goes by AWS's names of actions and by its policies, as far as is known
 */
record Subject(String name, String location, String kind, String profile, String asked, boolean isAmazon) {}
