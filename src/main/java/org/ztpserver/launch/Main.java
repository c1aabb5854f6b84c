package org.ztpserver.launch;

public final class Main {
    private Main() {}

    public static void main(String[] args) {}
}
