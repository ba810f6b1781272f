# loses: test_build_prompt_end
# Ends with the complaint, so that the model goes on with the complaint.
# %% build_prompt
def build_prompt(complaint, examples=(), labels=LABELS):
    text = "Which council department handles this complaint? Answer with one of: " + ", ".join(labels) + "."
    for example in examples:
        text = text + "\n\nComplaint: " + example["text"] + "\nDepartment: " + example["department"]
    return text + "\n\nComplaint: " + complaint
