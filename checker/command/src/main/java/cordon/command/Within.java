package cordon.command;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** The numbers that an option takes. Its description names them; {@link Arguments} refuses others. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Within {
    /** The least. */
    long least();

    /** The greatest. */
    long most();
}
