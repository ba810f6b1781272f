# loses: test_build_prompt_examples, test_build_prompt_end
# Puts the examples behind the complaint.
# %% build_prompt
def build_prompt(complaint, examples=(), labels=LABELS):
    text = "Which council department handles this complaint? Answer with one of: " + ", ".join(labels) + "."
    text = text + "\n\nComplaint: " + complaint + "\nDepartment:"
    for example in examples:
        text = text + "\n\nComplaint: " + example["text"] + "\nDepartment: " + example["department"]
    return text
