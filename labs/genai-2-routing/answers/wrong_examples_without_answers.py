# loses: test_build_prompt_examples
# Shows the examples without their departments.
# %% build_prompt
def build_prompt(complaint, examples=(), labels=LABELS):
    text = "Which council department handles this complaint? Answer with one of: " + ", ".join(labels) + "."
    for example in examples:
        text = text + "\n\nComplaint: " + example["text"]
    return text + "\n\nComplaint: " + complaint + "\nDepartment:"
