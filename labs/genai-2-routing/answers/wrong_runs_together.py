# loses: test_build_prompt_examples, test_build_prompt_labels
# Leaves no space or line between one piece of the prompt and the next.
# %% build_prompt
def build_prompt(complaint, examples=(), labels=LABELS):
    shown = "".join(example["text"] + example["department"] for example in examples)
    return "One of these departments:" + "".join(labels) + shown + "\nComplaint: " + complaint + "\nDepartment:"
