package dev.quadrille.platform.text;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/// One line of text, as {@link PlainText#isOneLine} defines it. Use this instead of `@Size` for
/// strings: `@Size` counts UTF-16 units, of which an emoji has two.
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = OneLine.Check.class)
public @interface OneLine {

    /// The largest number of code points.
    int max();

    String message() default
            "must be one line of text of 1 to {max} characters, at least one of them visible";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /// Leaves null to `@NotNull`.
    class Check implements ConstraintValidator<OneLine, String> {

        private int max;

        @Override
        public void initialize(OneLine constraint) {
            max = constraint.max();
        }

        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            return text == null || PlainText.isOneLine(text, max);
        }
    }
}
