package io.replicationhub.object;

/** What goes along with an object's bytes, and what one store can hold and another cannot. Names are part of reports. */
public enum ObjectTrait {
    USER_METADATA,
    TAGS,
    STORAGE_CLASS,
    WEBSITE_REDIRECT
}
