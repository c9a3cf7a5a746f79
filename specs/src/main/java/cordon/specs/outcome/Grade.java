package cordon.specs.outcome;

import com.google.gson.annotations.SerializedName;

/** What a person thinks of an outcome; the words are those of jcstress. */
public enum Grade {
    /** It must not come about: a violation. */
    @SerializedName("forbidden")
    FORBIDDEN("forbidden"),
    /** It may come about. */
    @SerializedName("accepted")
    ACCEPTED("accepted"),
    /** No person has decided yet. */
    @SerializedName("look at it")
    LOOK_AT_IT("look at it");

    private final String words;

    Grade(String words) {
        this.words = words;
    }

    /** As it is printed, and written in the files. */
    @Override
    public String toString() {
        return words;
    }
}
