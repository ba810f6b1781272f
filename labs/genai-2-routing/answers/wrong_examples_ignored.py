# loses: test_build_prompt_examples
# Leaves the examples out.
# %% build_prompt
def build_prompt(complaint, examples=(), labels=LABELS):
    text = "Which council department handles this complaint? Answer with one of: " + ", ".join(labels) + "."
    return text + "\n\nComplaint: " + complaint + "\nDepartment:"
