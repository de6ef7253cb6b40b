package org.whistle.replay.client;

/** A file to upload. */
public record UploadedFile(String name, String contentType, byte[] bytes) {}
