package dev.holdfast.bench.soak.pocket;

import java.util.List;
import java.util.Map;

/**
 * How a device stands when it has come to rest.
 *
 * @param user whose it is
 * @param device its id
 * @param match whether its store is what the server said, by digests
 * @param pending ids of the actions in its queue
 * @param waiting those of them that nobody has decided on
 * @param rows by table or case type what it shows, a line for each row in their order
 * @param files files of the store
 */
public record Standing(
    String user,
    String device,
    boolean match,
    List<String> pending,
    List<String> waiting,
    Map<String, List<String>> rows,
    int files) {}
