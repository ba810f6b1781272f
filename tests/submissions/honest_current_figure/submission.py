# plt.gca() and plt.gcf() after the test called the officer’s plotting function.
